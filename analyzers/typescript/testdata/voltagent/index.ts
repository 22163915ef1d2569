// After the documentation of VoltAgent.
import { openai } from '@ai-sdk/openai';
import { Agent, MCPConfiguration, VoltAgent, createTool } from '@voltagent/core';
import { z } from 'zod';

const weather = createTool({
  name: 'get_weather',
  description: 'Get the weather',
  parameters: z.object({ location: z.string() }),
  execute: async ({ location }) => ({ location, temperature: 22 }),
});

const servers = new MCPConfiguration({
  servers: { files: { type: 'stdio', command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem'] } },
});

const writer = new Agent({ name: 'writer', instructions: 'Write.', model: openai('gpt-4o-mini') });
const lead = new Agent({ name: 'lead', instructions: 'Lead.', model: openai('gpt-4o'), tools: [weather], subAgents: [writer] });

new VoltAgent({ agents: { lead } });
