import { Agent, MCPServerStreamableHttp } from '@openai/agents';

const server = new MCPServerStreamableHttp({ url: 'https://mcp.corp.io/billing', requestInit: { headers: { 'X-Api-Key': 'Tq7mZr2Lk9XvBn4Ws6Pd' } } });
export const desk = new Agent({ name: 'Billing', mcpServers: [server] });
