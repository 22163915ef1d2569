// After the documentation of the ADK for TypeScript.
import { AgentTool, FunctionTool, InMemoryRunner, LlmAgent, MCPToolset, SequentialAgent } from '@google/adk';
import { z } from 'zod';

const getTime = new FunctionTool({
  name: 'get_current_time',
  description: 'Returns the current time in a city.',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => ({ report: `It is noon in ${city}.` }),
});

const writer = new LlmAgent({ name: 'writer', model: 'gemini-2.5-flash', instruction: 'Write.', tools: [getTime] });
const critic = new LlmAgent({ name: 'critic', model: 'gemini-2.5-flash', instruction: 'Criticize.' });

export const rootAgent = new LlmAgent({
  name: 'root',
  model: 'gemini-2.5-pro',
  instruction: 'Coordinate.',
  subAgents: [new SequentialAgent({ name: 'pipeline', subAgents: [writer, critic] })],
  tools: [new AgentTool({ agent: critic }), new MCPToolset({ type: 'StreamableHTTPConnectionParams', url: 'https://maps.corp.io/mcp', header: { Authorization: `Bearer ${process.env.MAPS_TOKEN}` } })],
});

const runner = new InMemoryRunner({ agent: rootAgent });
