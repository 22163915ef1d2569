import { Agent, tool } from '@openai/agents';
import { ToolLoopAgent, tool as aiTool } from 'ai';
import { createAgent, humanInTheLoopMiddleware } from 'langchain';
import { tool as chainTool } from '@langchain/core/tools';
import { z } from 'zod';

const findCustomer = tool({ name: 'find_customer', parameters: z.object({}), execute: async () => db.find() });
const deleteCustomer = tool({ name: 'delete_customer', parameters: z.object({}), needsApproval: true, execute: async () => db.delete() });
const deleteBig = tool({ name: 'delete_order', parameters: z.object({}), needsApproval: async (_, { amount }) => amount > 100, execute: async () => db.delete() });
const deleteDraft = tool({
  name: 'delete_draft',
  parameters: z.object({ name: z.string() }),
  async execute({ name }) {
    if (!(await confirm(`Delete ${name}?`))) return 'kept';
    return db.drop(name);
  },
});
export const desk = new Agent({ name: 'Desk', tools: [findCustomer, deleteCustomer, deleteBig, deleteDraft] });

const deleteFile = aiTool({ inputSchema: z.object({}), execute: async () => fs.rm('x') });
export const files = new ToolLoopAgent({ id: 'files', model, tools: { deleteFile }, toolApproval: { deleteFile: 'user-approval' } });

const publish = chainTool(async () => blog.post(), { name: 'publish_post', schema: z.object({}) });
export const writer = createAgent({ model: 'openai:gpt-4.1', tools: [publish], middleware: [humanInTheLoopMiddleware({ interruptOn: { publish_post: true } })] });
