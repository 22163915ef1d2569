import { Agent } from '@mastra/core/agent';
import { createTool } from '@mastra/core/tools';
import { z } from 'zod';

const deletePage = createTool({ id: 'delete-page', description: 'Delete a page', inputSchema: z.object({}), execute: async () => ({}) });
const editor = new Agent({ name: 'editor', instructions: 'Edit.', model: 'openai/gpt-5', tools: { deletePage } });

export const edit = (text: string) => editor.stream(text, { requireToolApproval: true });
