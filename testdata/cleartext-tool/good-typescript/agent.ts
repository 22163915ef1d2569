import { Agent, MCPServerStreamableHttp } from '@openai/agents';

const bearer = (token?: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const orders = new MCPServerStreamableHttp({ url: 'https://orders.corp.io/mcp', requestInit: { headers: { Authorization: `Bearer ${process.env.ORDERS_TOKEN}` } } });
const own = new MCPServerStreamableHttp({ url: 'http://127.0.0.1:8000/mcp', requestInit: { headers: { Authorization: `Bearer ${process.env.OWN_TOKEN}` } } });
const open = new MCPServerStreamableHttp({ url: 'http://docs.corp.io/mcp' });
const configured = new MCPServerStreamableHttp({ url: process.env.MCP_URL!, requestInit: bearer(process.env.MCP_TOKEN) });
export const desk = new Agent({ name: 'Desk', instructions: 'Looks after orders.', mcpServers: [orders, own, open, configured] });
