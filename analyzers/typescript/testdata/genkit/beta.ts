import { genkit, z } from 'genkit/beta';

const ai = genkit({ plugins: [] });
const tide = ai.defineTool({ name: 'tide', description: 'The tide', inputSchema: z.object({}) }, async () => `${process.env.TIDE_TOKEN}`);

export const sailor = ai.definePrompt({ name: 'old-sailor', tools: [tide], system: `Sign with ${process.env.SAILOR_SECRET}.`, prompt: `Say ${process.env.SAILOR_API_KEY}.` });
export const ask = async (question: string) => ai.generate({ tools: [tide], system: `Sign with ${process.env.ASK_SECRET}.`, prompt: `Say ${process.env.ASK_API_KEY}.` });
export const told = async (question: string) => ai.generateStream({ tools: [tide], prompt: question });
export const plain = ai.definePrompt({ name: 'plain', prompt: 'Say hello.' });
