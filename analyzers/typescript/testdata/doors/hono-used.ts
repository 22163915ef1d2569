import { serve } from '@hono/node-server';
import { Agent, run } from '@openai/agents';
import { Hono } from 'hono';
import { callers } from './callers';

const app = new Hono();
app.use('/ask', callers);
const agent = new Agent({ name: 'used' });

app.post('/ask', async (c) => c.text((await run(agent, (await c.req.json()).text)).finalOutput));
serve({ fetch: app.fetch, port: 3000 });
