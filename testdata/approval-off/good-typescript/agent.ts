import { query, type Options } from '@anthropic-ai/claude-agent-sdk';

export async function main(mode: Options['permissionMode']) {
  for await (const message of query({ prompt: 'Mend the build', options: { permissionMode: 'acceptEdits' } })) console.log(message.type);
  for await (const message of query({ prompt: 'Plan', options: { permissionMode: (process.env.MODE ?? 'plan') as typeof mode } })) console.log(message.type);
  for await (const message of query({ prompt: 'Go', options: { permissionMode: mode } })) console.log(message.type);
}
