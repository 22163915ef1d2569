import { Agent, MCPServerStreamableHttp } from '@openai/agents';

const orders = new MCPServerStreamableHttp({
  url: 'http://orders.corp.io/mcp',
  requestInit: { headers: { Authorization: `Bearer ${process.env.ORDERS_TOKEN}` } },
});
export const desk = new Agent({ name: 'Desk', instructions: 'Looks after orders.', mcpServers: [orders] });
