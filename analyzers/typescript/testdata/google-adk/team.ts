import {
  Agent,
  FunctionTool,
  LlmAgent,
  LongRunningFunctionTool,
  LoopAgent,
  MCPToolset,
  ParallelAgent,
  Runner,
  UnsafeLocalCodeExecutor,
} from '@google/adk';
import { z } from 'zod';

const parameters = z.object({ id: z.string() });
const deleteOrder = new FunctionTool({ name: 'delete_order', description: 'Deletes an order', parameters, execute: ({ id }) => `deleted ${id} with ${process.env.ORDERS_TOKEN}` });
const deleteUser = new FunctionTool({ name: 'delete_user', description: 'Deletes a user', parameters, requireConfirmation: true, execute: ({ id }) => id });
const askManager = new LongRunningFunctionTool({ name: 'ask_manager', description: 'Asks', parameters, execute: ({ id }) => id });

const files = new MCPToolset({ type: 'StdioConnectionParams', serverParams: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv'] } });
const orders = new MCPToolset({
  type: 'StreamableHTTPConnectionParams',
  url: 'https://orders.corp.io/mcp',
  transportOptions: { requestInit: { headers: { Authorization: `Bearer ${process.env.ORDERS_MCP_TOKEN}` } } },
});

export const clerk = new Agent({ name: 'clerk', model: 'gemini-2.5-flash', instruction: `Sign with ${process.env.CLERK_SECRET}.`, tools: [deleteOrder, deleteUser, askManager, files, orders] });
export const guarded = new LlmAgent({
  name: 'guarded',
  model: 'gemini-2.5-flash',
  globalInstruction: `Sign with ${process.env.GUARD_SECRET}.`,
  tools: [deleteOrder],
  beforeToolCallback: approve,
  codeExecutor: new UnsafeLocalCodeExecutor(),
});
export const both = new ParallelAgent({ name: 'both', subAgents: [clerk, guarded] });
export const again = new LoopAgent({ name: 'again', subAgents: [both], maxIterations: 3 });
export const runner = new Runner({ appName: 'orders', agent: again, sessionService });
