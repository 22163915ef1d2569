// Customer support, after the documentation of the OpenAI Agents SDK.
import {
  Agent,
  MCPServerStdio,
  MCPServerStreamableHttp,
  Runner,
  applyPatchTool,
  codeInterpreterTool,
  handoff,
  hostedMcpTool,
  run,
  setDefaultOpenAIKey,
  shellTool,
  tool,
  webSearchTool,
} from '@openai/agents';
import { z } from 'zod';

setDefaultOpenAIKey(process.env.OPENAI_API_KEY!);

const getWeather = tool({
  name: 'get_weather',
  description: 'Get the weather for a given city',
  parameters: z.object({ city: z.string() }),
  async execute({ city }) {
    return `The weather in ${city} is sunny.`;
  },
});

const cancelOrder = tool({
  name: 'cancel_order',
  parameters: z.object({ order: z.number() }),
  needsApproval: true,
  execute: async ({ order }) => `cancelled ${order}`,
});

const deleteAccount = tool({
  name: 'delete_account',
  parameters: z.object({ user: z.string() }),
  execute: async ({ user }) => `deleted ${user}`,
});

const deleteDraft = tool({
  name: 'delete_draft',
  parameters: z.object({ name: z.string() }),
  needsApproval: async (_context, { name }) => name.startsWith('final'),
  execute: async ({ name }) => `deleted ${name}`,
});

const github = new MCPServerStdio({
  name: 'GitHub',
  command: 'npx',
  args: ['-y', '@modelcontextprotocol/server-github'],
  env: { GITHUB_PERSONAL_ACCESS_TOKEN: process.env.GITHUB_TOKEN! },
});
const tickets = new MCPServerStreamableHttp({
  name: 'Tickets',
  url: 'http://tickets.corp.io:8080/mcp',
  requestInit: { headers: { Authorization: `Bearer ${process.env.TICKETS_TOKEN}` } },
});

const billing = new Agent({ name: 'Billing', instructions: 'Answers about invoices.', tools: [cancelOrder, deleteAccount, deleteDraft] });
const refunds = new Agent({ name: 'Refunds', instructions: 'Refunds.', model: 'gpt-4.1' });
const triage = Agent.create({
  name: 'Triage',
  instructions: 'Decides who answers.',
  tools: [
    getWeather,
    webSearchTool(),
    codeInterpreterTool({ container: { type: 'auto' } }),
    shellTool({ shell, needsApproval: true }),
    applyPatchTool({ editor }),
    billing.asTool({ toolName: 'billing', toolDescription: 'invoices' }),
    hostedMcpTool({ serverLabel: 'docs', serverUrl: 'https://gitmcp.io/openai/codex', requireApproval: 'never' }),
  ],
  handoffs: [billing, handoff(refunds)],
  mcpServers: [github, tickets],
});

async function main() {
  const runner = new Runner({ traceIncludeSensitiveData: true });
  await runner.run(triage, 'Where is my order?');
  await run(triage, 'And the invoice?');
}
