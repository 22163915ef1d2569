import { openai } from '@ai-sdk/openai';
import { Agent } from '@mastra/core/agent';
import { MCPClient } from '@mastra/mcp';

const VERSION = '2025.4.8';
const mcp = new MCPClient({
  servers: {
    github: { command: 'npx', args: ['-y', `@modelcontextprotocol/server-github@${VERSION}`], env: { GITHUB_PERSONAL_ACCESS_TOKEN: process.env.GITHUB_TOKEN! } },
    fetch: { command: 'uvx', args: ['mcp-server-fetch'] },
    own: { command: 'node', args: ['server.js'], env: { API_TOKEN: process.env.API_TOKEN! } },
  },
});
export const agent = new Agent({ name: 'triage', instructions: 'Sorts issues.', model: openai('gpt-4o'), tools: await mcp.getTools() });
