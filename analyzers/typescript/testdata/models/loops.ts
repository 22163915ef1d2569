// Loops that the clients run themselves.
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { z } from 'zod';

const client = new Anthropic();
const weather = betaZodTool({ name: 'weather', description: 'The weather', inputSchema: z.object({}), run: async () => `${process.env.WEATHER_TOKEN}` });
const clock = betaTool({ name: 'clock', description: 'The time', inputSchema: { type: 'object' }, run: async () => `${process.env.CLOCK_TOKEN}` });

export const answer = async (messages: any) =>
  client.beta.messages.toolRunner({ model: 'claude-opus-4-5', max_tokens: 1024, system: `Sign with ${process.env.ANSWER_SECRET}.`, messages, tools: [weather, clock] });
