import { createSdkMcpServer, query, tool } from '@anthropic-ai/claude-agent-sdk';
import { z } from 'zod';

const search = tool('search_notes', 'Searches notes', { text: z.string() }, async ({ text }) => ({ content: [{ type: 'text' as const, text: `${text} ${process.env.NOTES_TOKEN}` }] }));
const server = createSdkMcpServer({ name: 'notes', tools: [search] });

export const first = query({ prompt: 'Search.', options: { systemPrompt: `The key is ${process.env.NOTES_API_KEY}.`, mcpServers: { server } } });
export const second = query({ prompt: 'Search.', options: { systemPrompt: { type: 'preset', preset: 'claude_code', append: `The key is ${process.env.WIKI_API_KEY}.` } } });
