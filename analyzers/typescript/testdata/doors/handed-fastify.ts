import fastify from 'fastify';
import { Agent, run } from '@openai/agents';
import { place } from './place';

const app = fastify();
const agent = new Agent({ name: 'handed' });

app.post('/ask', async (req) => (await run(agent, await place(req))).finalOutput);
app.listen({ port: 3000, host: '0.0.0.0' });
