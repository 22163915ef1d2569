import { Agent, MCPServerStreamableHttp } from '@openai/agents';

const server = new MCPServerStreamableHttp({ url: 'https://mcp.corp.io/orders', requestInit: { headers: { 'X-Api-Key': 'Tq7mZr2Lk9XvBn4Ws6Pd' } } });
export const desk = new Agent({ name: 'Orders', mcpServers: [server] });
