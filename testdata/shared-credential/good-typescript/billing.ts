import { Agent, MCPServerStreamableHttp } from '@openai/agents';

const server = new MCPServerStreamableHttp({ url: 'https://mcp.corp.io/billing', requestInit: { headers: { 'X-Api-Key': process.env.MCP_API_KEY! } } });
export const desk = new Agent({ name: 'Billing', mcpServers: [server] });
