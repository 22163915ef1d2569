import { streamText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

const time = tool({ description: 'The time', inputSchema: z.object({}), execute: async () => new Date().toISOString() });

export async function POST(req: Request) {
  const { messages } = await req.json();
  return streamText({ model: 'openai/gpt-5', messages, tools: { time }, stopWhen: stepCountIs(5) }).toUIMessageStreamResponse();
}
