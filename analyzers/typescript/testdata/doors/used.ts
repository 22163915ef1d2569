import express from 'express';
import { serve } from '@hono/node-server';
import { Agent, run } from '@openai/agents';
import { callers } from './callers';

const app = express();
app.use(callers);
const agent = new Agent({ name: 'used' });

app.post('/ask', async (req, res) => res.send((await run(agent, req.body.text)).finalOutput));
app.listen(3000);
