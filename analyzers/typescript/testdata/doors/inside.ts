// They listen for their own machine only.
import express from 'express';
import { serve } from '@hono/node-server';
import { Agent, run } from '@openai/agents';

const app = express();
const agent = new Agent({ name: 'inside' });

app.post('/ask', async (req, res) => res.send((await run(agent, req.body.text)).finalOutput));
app.listen(3000, '127.0.0.1');
