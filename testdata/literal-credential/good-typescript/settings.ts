import { z } from 'zod';

export const settings = z.object({ SLACK_BOT_TOKEN: z.string(), SLACK_CHANNEL: z.string().default('orders') }).parse(process.env);
