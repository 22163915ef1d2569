// After the documentation of the AI SDK: agents, tools, approval, MCP.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as StdioTransport } from '@ai-sdk/mcp/mcp-stdio';
import { ToolLoopAgent, generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

const anthropic = createAnthropic({ apiKey: process.env.ANTHROPIC_API_KEY });

const crm = await createMCPClient({
  transport: {
    type: 'http',
    url: 'https://crm.corp.io/mcp',
    headers: { Authorization: `Bearer ${process.env.CRM_TOKEN}` },
  },
});

const files = await createMCPClient({
  transport: new StdioTransport({ command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem@2026.1.14', '/srv'] }),
});

export const support = new ToolLoopAgent({
  id: 'support',
  model: anthropic('claude-sonnet-4-5'),
  instructions: 'You answer tickets.',
  tools: {
    readTicket: tool({
      description: 'Read a ticket',
      inputSchema: z.object({ id: z.string() }),
      execute: async ({ id }) => load(id),
    }),
    deleteTicket: tool({
      description: 'Delete a ticket',
      inputSchema: z.object({ id: z.string() }),
      execute: async ({ id }) => remove(id),
    }),
    deleteUser: tool({
      description: 'Delete a user',
      inputSchema: z.object({ id: z.string() }),
      needsApproval: true,
      execute: async ({ id }) => remove(id),
    }),
  },
});

export async function triage(prompt: string) {
  const { text } = await generateText({
    model: anthropic('claude-haiku-4-5'),
    tools: await crm.tools(),
    stopWhen: stepCountIs(5),
    prompt,
  });
  return text;
}
