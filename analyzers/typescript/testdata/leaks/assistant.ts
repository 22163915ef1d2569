// Credentials where others read them.
import { Agent, tool } from '@openai/agents';
import { z } from 'zod';

const whoami = tool({
  name: 'whoami',
  parameters: z.object({}),
  execute: async () => `you are ${process.env.SERVICE_TOKEN}`,
});

export const assistant = new Agent({
  name: 'assistant',
  instructions: `Use the key ${process.env.BILLING_API_KEY} for billing.`,
  tools: [whoami],
});

console.log('starting with', process.env.OPENAI_API_KEY);
console.log(`key is set: ${Boolean(process.env.OPENAI_API_KEY)}`);
