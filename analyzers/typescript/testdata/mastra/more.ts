// Imports of the package's root, and an agent whose calls ask.
import { Agent, Mastra, createTool } from '@mastra/core';
import { z } from 'zod';

const removeRow = createTool({ id: 'remove-row', description: 'Remove a row', inputSchema: z.object({}), execute: async () => `with ${process.env.ROWS_TOKEN}` });

export const typist = new Agent({ name: 'Typist', instructions: `Sign with ${process.env.TYPIST_SECRET}.`, model: 'openai/gpt-5', tools: { removeRow } });
export const mastra = new Mastra({ agents: { typist } });
