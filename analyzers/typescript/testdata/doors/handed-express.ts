// Somebody else is handed the request before the agent starts.
import express from 'express';
import { Agent, run } from '@openai/agents';
import { place } from './place';

const app = express();
const agent = new Agent({ name: 'handed' });

app.post('/ask', async (req, res) => res.send((await run(agent, await place(req))).finalOutput));
app.listen(3000);
