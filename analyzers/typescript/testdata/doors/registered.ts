// Something of its own stands before the routes.
import fastify from 'fastify';
import { Agent, run } from '@openai/agents';
import { callers } from './callers';

const app = fastify();
app.register(callers);
const agent = new Agent({ name: 'registered' });

app.post('/ask', async (req) => (await run(agent, req.body.text)).finalOutput);
app.listen({ port: 3000, host: '0.0.0.0' });
