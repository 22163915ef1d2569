import { Agent, MCPServerStdio } from '@openai/agents';

const azure = new MCPServerStdio({ name: 'azure', command: 'npx', args: ['-y', '@azure/mcp@0.5.8', 'server', 'start'] });
const files = new MCPServerStdio({ name: 'files', command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem@2025.8.21', process.env.REPORTS!] });
const everything = new MCPServerStdio({ name: 'everything', command: 'npx', args: ['-y', '@modelcontextprotocol/server-everything'] });

export const agent = new Agent({ name: 'clusters', instructions: 'Looks after clusters.', mcpServers: [azure, files, everything] });
