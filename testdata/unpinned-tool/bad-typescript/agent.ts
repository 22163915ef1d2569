import { openai } from '@ai-sdk/openai';
import { Agent } from '@mastra/core/agent';
import { MCPClient } from '@mastra/mcp';

const mcp = new MCPClient({
  servers: {
    github: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-github'], env: { GITHUB_PERSONAL_ACCESS_TOKEN: process.env.GITHUB_TOKEN! } },
  },
});
export const agent = new Agent({ name: 'triage', instructions: 'Sorts issues.', model: openai('gpt-4o'), tools: await mcp.getTools() });
