import { generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

const time = tool({ description: 'The time', inputSchema: z.object({}), execute: async () => new Date().toISOString() });

export async function GET() {
  return generateText({ model: 'openai/gpt-5', prompt: 'Report.', tools: { time }, stopWhen: stepCountIs(5) });
}
