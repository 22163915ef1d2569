import { Agent, tool } from '@openai/agents';
import { z } from 'zod';

const getSettings = tool({
  name: 'get_settings',
  description: 'The settings of the service.',
  parameters: z.object({}),
  async execute() {
    const answer = await fetch(process.env.SERVICE_URL!, { headers: { 'X-Password': process.env.SERVICE_PASSWORD! } });
    return `url=${process.env.SERVICE_URL} ${await answer.text()}`;
  },
});

export const password = () => process.env.SERVICE_PASSWORD;

export const desk = new Agent({ name: 'Desk', instructions: 'Answers.', tools: [getSettings] });
