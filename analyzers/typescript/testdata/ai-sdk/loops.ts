// Loops of the AI SDK in all their spellings: version 4 counted steps, 5 had an
// experimental agent, 6 asks in the tool and 7 in the agent.
import { experimental_createMCPClient as createOld } from '@ai-sdk/mcp';
import {
  Experimental_Agent as Agent,
  ToolLoopAgent,
  dynamicTool,
  experimental_createMCPClient,
  generateObject,
  generateText,
  stepCountIs,
  streamObject,
  streamText,
  tool,
} from 'ai';
import { Experimental_StdioMCPTransport } from 'ai/mcp-stdio';
import { z } from 'zod';

const inputSchema = z.object({ id: z.string() });
const deleteInvoice = tool({ description: 'Delete an invoice', inputSchema, execute: async ({ id }) => `deleted ${id} with ${process.env.INVOICE_TOKEN}` });
const dropTable = dynamicTool({ description: 'Drop a table', inputSchema, execute: async () => 'dropped' });

const files = await experimental_createMCPClient({ transport: new Experimental_StdioMCPTransport({ command: 'npx', args: ['-y', 'mcp-files@1.4.0'] }) });
const notes = await experimental_createMCPClient({ transport: { type: 'sse', url: 'https://notes.corp.io/sse' } });
const wiki = await createOld({ transport: { type: 'sse', url: 'https://wiki.corp.io/sse' } });

export const clerk = new Agent({ model: 'openai/gpt-5', system: `Sign with ${process.env.CLERK_SECRET}.`, tools: { dropTable, ...(await wiki.tools()), ...(await notes.tools()) } });
export const asked = new ToolLoopAgent({
  id: 'invoices',
  model: 'openai/gpt-5',
  instructions: `The key is ${process.env.INVOICE_API_KEY}.`,
  tools: { deleteInvoice },
  toolApproval: { deleteInvoice: 'user-approval' },
});

export async function once(prompt: string) {
  return generateText({ model: 'openai/gpt-5', prompt, stopWhen: stepCountIs(3) });
}
export const plainly = async (prompt: string) => streamText({ model: 'openai/gpt-5', prompt, tools: { deleteInvoice } });
export async function tidy(prompt: string) {
  return streamText({ model: 'openai/gpt-5', system: `Use ${process.env.TIDY_TOKEN}.`, prompt, tools: { deleteInvoice }, stopWhen: stepCountIs(9), experimental_telemetry: { isEnabled: true, recordInputs: true } });
}
export async function sweep(prompt: string) {
  return generateText({
    model: 'openai/gpt-5',
    instructions: `Use ${process.env.SWEEP_TOKEN}.`,
    prompt,
    tools: { deleteInvoice },
    toolApproval: { deleteInvoice: 'user-approval' },
    stopWhen: stepCountIs(9),
    experimental_telemetry: { isEnabled: true, recordInputs: true },
  });
}
