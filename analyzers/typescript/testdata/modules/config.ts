import { z } from 'zod';

export const settings = { openai: { apiKey: process.env.OPENAI_API_KEY, model: 'gpt-5' } };
export const env = z.object({ SLACK_BOT_TOKEN: z.string() }).parse(process.env);
export default settings;
