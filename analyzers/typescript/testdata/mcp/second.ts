import { McpServer } from '@modelcontextprotocol/server';

export const server = new McpServer({ name: 'second-tools', version: '1.0.0' });
