import { Server } from '@modelcontextprotocol/sdk/server';

export const server = new Server({ name: 'short_server-tools', version: '1.0.0' });
