// What the other packages of the SDK export.
import { Agent, MCPServerSSE, MCPServerStdio, MCPServerStreamableHttp, Runner, hostedMcpTool, run, tool } from '@openai/agents-core';
import { codeInterpreterTool, fileSearchTool, webSearchTool } from '@openai/agents-openai';
import { z } from 'zod';

const parameters = z.object({ id: z.string() });
const deleteNote = tool({ name: 'delete_note', description: 'Deletes', parameters, execute: async ({ id }) => `deleted ${id} with ${process.env.NOTES_TOKEN}` });

const files = new MCPServerStdio({ name: 'files', command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv'] });
const wiki = new MCPServerSSE({ name: 'wiki', url: 'https://wiki.corp.io/sse' });
const crm = new MCPServerStreamableHttp({ name: 'crm', url: 'https://crm.corp.io/mcp' });

export const clerk = new Agent({
  name: 'Clerk',
  instructions: `Sign with ${process.env.CLERK_SECRET}.`,
  tools: [deleteNote, webSearchTool(), fileSearchTool('vs_1'), codeInterpreterTool(), hostedMcpTool({ serverLabel: 'docs', serverUrl: 'https://docs.corp.io/mcp' })],
  mcpServers: [files, wiki, crm],
});
const runner = new Runner({ traceIncludeSensitiveData: true });
export const all = async (input: string) => [await run(clerk, input), await runner.run(clerk, input)];
