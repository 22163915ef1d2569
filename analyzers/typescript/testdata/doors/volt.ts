import { serve } from '@hono/node-server';
import { openai } from '@ai-sdk/openai';
import { Agent } from '@voltagent/core';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { logger } from 'hono/logger';

const app = new Hono();
app.use('*', cors());
app.use(logger());
const agent = new Agent({ name: 'volt', instructions: 'Answers.', model: openai('gpt-5') });

app.get('/text', async (c) => c.json((await agent.generateText(c.req.query('text'))).text));
app.post('/stream', async (c) => {
  const answer = await agent.streamText((await c.req.json()).text);
  return c.json(answer);
});

serve({ fetch: app.fetch, port: 3000 });
