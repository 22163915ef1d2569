import { serve } from '@hono/node-server';
import { Agent, run } from '@openai/agents';
import { Hono } from 'hono';

const app = new Hono();
const agent = new Agent({ name: 'inside' });

app.post('/ask', async (c) => c.text((await run(agent, (await c.req.json()).text)).finalOutput));
serve({ fetch: app.fetch, port: 3000, hostname: 'localhost' });
