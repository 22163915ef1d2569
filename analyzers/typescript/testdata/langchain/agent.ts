// After the documentation of LangChain and LangGraph for JavaScript.
import { tool } from '@langchain/core/tools';
import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent, humanInTheLoopMiddleware } from 'langchain';
import { z } from 'zod';

const model = new ChatOpenAI({ model: 'gpt-4.1', apiKey: process.env.OPENAI_API_KEY });

const search = tool(async ({ query }) => `found ${query}`, { name: 'search', description: 'Search', schema: z.object({ query: z.string() }) });

async function dropTable({ name }: { name: string }) {
  return `dropped ${name}`;
}
const drop = tool(dropTable, { name: 'drop_table', schema: z.object({ name: z.string() }) });

const client = new MultiServerMCPClient({
  mcpServers: {
    math: { transport: 'stdio', command: 'node', args: ['math-server.js'] },
    weather: { transport: 'http', url: 'https://weather.corp.io/mcp', headers: { Authorization: `Bearer ${process.env.WEATHER_TOKEN}` } },
  },
});

const researcher = createReactAgent({ llm: model, tools: [search, drop], name: 'researcher', prompt: 'You research.' });

const careful = createAgent({
  model: 'openai:gpt-4o',
  tools: await client.getTools(),
  systemPrompt: 'You are careful.',
  middleware: [humanInTheLoopMiddleware({ interruptOn: { drop_table: true } })],
});
