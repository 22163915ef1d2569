import { Agent, tool } from '@openai/agents';
import { z } from 'zod';

const getSettings = tool({
  name: 'get_settings',
  description: 'The settings of the service.',
  parameters: z.object({}),
  execute: async () => `url=${process.env.SERVICE_URL} password=${process.env.SERVICE_PASSWORD}`,
});

export const desk = new Agent({ name: 'Desk', instructions: 'Answers.', tools: [getSettings] });
