// After the documentation of Mastra.
import { openai } from '@ai-sdk/openai';
import { Mastra } from '@mastra/core/mastra';
import { Agent } from '@mastra/core/agent';
import { createTool } from '@mastra/core/tools';
import { MCPClient } from '@mastra/mcp';
import { z } from 'zod';

const mcp = new MCPClient({
  servers: {
    wikipedia: { command: 'npx', args: ['-y', 'wikipedia-mcp'] },
    weather: {
      url: new URL('https://weather.corp.io/mcp'),
      requestInit: { headers: { Authorization: `Bearer ${process.env.WEATHER_TOKEN}` } },
    },
  },
});

const deleteRecord = createTool({
  id: 'delete-record',
  description: 'Delete a record by ID',
  inputSchema: z.object({ id: z.string() }),
  execute: async ({ context }) => ({ deleted: context.id }),
});

const sendMail = createTool({ id: 'send-mail', inputSchema: z.object({}), requireApproval: true, execute: async () => ({}) });

export const clerk = new Agent({
  name: 'clerk',
  instructions: 'You keep records.',
  model: openai('gpt-4o'),
  tools: { deleteRecord, sendMail },
});

export const lead = new Agent({ name: 'lead', instructions: 'You lead.', model: openai('gpt-4o'), agents: { clerk }, tools: await mcp.getTools() });

export const mastra = new Mastra({ agents: { clerk, lead } });
