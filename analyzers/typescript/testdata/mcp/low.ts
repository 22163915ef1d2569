import { Server } from '@modelcontextprotocol/sdk/server/index.js';

export const server = new Server({ name: 'low-tools', version: '1.0.0' });
