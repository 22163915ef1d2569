import { Agent, MCPServerStdio } from '@openai/agents';

const azure = new MCPServerStdio({ name: 'azure', command: 'npx', args: ['-y', '@azure/mcp@latest', 'server', 'start'] });
const files = new MCPServerStdio({ name: 'files', command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', process.env.REPORTS!] });

export const agent = new Agent({ name: 'clusters', instructions: 'Looks after clusters.', mcpServers: [azure, files] });
