// After the reference of the Claude Agent SDK.
import { createSdkMcpServer, query, tool } from '@anthropic-ai/claude-agent-sdk';
import { z } from 'zod';

const notes = createSdkMcpServer({
  name: 'notes',
  version: '1.0.0',
  tools: [tool('delete_note', 'Delete a note', { id: z.string() }, async ({ id }) => ({ content: [{ type: 'text', text: id }] }))],
});

for await (const message of query({
  prompt: 'Review the open pull requests.',
  options: {
    systemPrompt: 'You review code.',
    permissionMode: 'bypassPermissions',
    mcpServers: {
      notes,
      github: {
        command: 'npx',
        args: ['-y', '@modelcontextprotocol/server-github'],
        env: { GITHUB_PERSONAL_ACCESS_TOKEN: process.env.GITHUB_TOKEN ?? '' },
      },
      sentry: { type: 'http', url: 'https://mcp.sentry.dev/mcp', headers: { Authorization: `Bearer ${process.env.SENTRY_AUTH_TOKEN}` } },
    },
  },
})) {
  if (message.type === 'result') console.log(message.subtype);
}
