import { serve } from '@hono/node-server';
import { Agent, run } from '@openai/agents';
import { Hono } from 'hono';
import { place } from './place';

const app = new Hono();
const agent = new Agent({ name: 'handed' });

app.post('/ask', async (c) => c.text((await run(agent, await place(c))).finalOutput));
serve({ fetch: app.fetch, port: 3000 });
