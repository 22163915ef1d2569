// Agents that speak, and one that has a machine of its own.
import { MCPServerSSE, applyPatchTool, computerTool, fileSearchTool, tool as plain } from '@openai/agents';
import { RealtimeAgent as Speaker } from '@openai/agents-realtime';
import { RealtimeAgent, tool } from '@openai/agents/realtime';
import { SandboxAgent } from '@openai/agents/sandbox';
import { z } from 'zod';

const hangUp = tool({ name: 'hang_up', description: 'Ends the call', parameters: z.object({}), execute: async () => `${process.env.PHONE_TOKEN}` });
const old = new MCPServerSSE({ name: 'old', url: 'https://old.corp.io/sse' });

export const greeter = new RealtimeAgent({ name: 'Greeter', instructions: 'Greet.', tools: [hangUp] });
export const caller = new Speaker({ name: 'Caller', instructions: 'Call.' });
export const builder = new SandboxAgent({
  name: 'Builder',
  instructions: 'Build.',
  tools: [fileSearchTool('vs_1'), computerTool({ computer }), applyPatchTool({ editor, needsApproval: true })],
  mcpServers: [old],
});
