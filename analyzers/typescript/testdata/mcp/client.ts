// A client of MCP servers, after the documentation of the SDK.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import OpenAI from 'openai';

const openai = new OpenAI();
const client = new Client({ name: 'example-client', version: '1.0.0' });

const local = new StdioClientTransport({
  command: 'npx',
  args: ['-y', '@modelcontextprotocol/server-postgres@0.6.2', process.env.DATABASE_URL!],
  env: { SLACK_BOT_TOKEN: process.env.SLACK_BOT_TOKEN! },
});
const remote = new StreamableHTTPClientTransport(new URL('https://tools.corp.io/mcp'), {
  requestInit: { headers: { Authorization: 'Bearer ' + process.env.TOOLS_TOKEN } },
});

await client.connect(process.argv.includes('--local') ? local : remote);
const { tools } = await client.listTools();
await openai.responses.create({ model: 'gpt-5', tools, input: 'go' });
