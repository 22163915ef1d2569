import { FastMCP } from 'fastmcp';

export const server = new FastMCP({ name: 'fast-tools', version: '1.0.0' });
