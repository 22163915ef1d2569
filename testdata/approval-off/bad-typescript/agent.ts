import { query } from '@anthropic-ai/claude-agent-sdk';

for await (const message of query({ prompt: 'Mend the build', options: { permissionMode: 'bypassPermissions' } })) {
  console.log(message.type);
}
