// After the documentation of Strands for TypeScript.
import { Agent, McpClient, tool } from '@strands-agents/sdk';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { z } from 'zod';

const letters = tool({
  name: 'count_letters',
  description: 'Counts letters',
  inputSchema: z.object({ word: z.string() }),
  callback: (input) => `${input.word.length} ${process.env.LETTERS_TOKEN}`,
});
const files = new McpClient({ transport: new StdioClientTransport({ command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv'] }) });

export const reader = new Agent({ name: 'Reader', systemPrompt: `Sign with ${process.env.READER_SECRET}.`, tools: [letters, files] });
export const writer = new Agent({ name: 'Writer', tools: [letters] });
