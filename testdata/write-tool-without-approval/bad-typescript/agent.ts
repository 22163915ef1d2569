import { Agent, tool } from '@openai/agents';
import { ToolLoopAgent, tool as aiTool } from 'ai';
import { z } from 'zod';

const deleteCustomer = tool({
  name: 'delete_customer',
  description: 'Deletes a customer and all orders.',
  parameters: z.object({ customer: z.string() }),
  execute: async ({ customer }) => db.delete(customer),
});

export const desk = new Agent({ name: 'Desk', instructions: 'Looks after customers.', tools: [deleteCustomer] });

export const billing = new ToolLoopAgent({
  id: 'Billing',
  model,
  instructions: 'Looks after money.',
  tools: {
    dropInvoice: aiTool({ inputSchema: z.object({ id: z.string() }), needsApproval: false, execute: async ({ id }) => bank.drop(id) }),
  },
});
