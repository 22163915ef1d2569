// Clients of the SDK's second version, which is two packages.
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport as Local } from '@modelcontextprotocol/client/stdio';
import { SSEClientTransport as Old } from '@modelcontextprotocol/sdk/client/sse.js';
import OpenAI from 'openai';

const openai = new OpenAI();
const client = new Client({ name: 'all', version: '1.0.0' });
export const transports = [
  new Local({ command: 'npx', args: ['-y', 'mcp-mail@2.0.1'] }),
  new StreamableHTTPClientTransport(new URL('https://crm.corp.io/mcp')),
  new SSEClientTransport(new URL('https://wiki.corp.io/sse')),
  new Old(new URL('https://old.corp.io/sse')),
];
export const answer = async (input: string, tools: any) => openai.responses.create({ model: 'gpt-5', tools, input });
