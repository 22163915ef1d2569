// The package's former name, and prompts.
import { query } from '@anthropic-ai/claude-code';

export const fix = query({
  prompt: 'Fix the build.',
  options: {
    appendSystemPrompt: `Push with ${process.env.GIT_TOKEN}.`,
    permissionMode: 'bypassPermissions',
    mcpServers: { jira: { type: 'sse', url: 'https://jira.corp.io/sse' } },
  },
});
