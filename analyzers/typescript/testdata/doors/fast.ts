import fastify from 'fastify';
import { Agent, run } from '@openai/agents';

const app = fastify();
const agent = new Agent({ name: 'fast' });

app.post('/ask', async (req) => (await run(agent, req.body.text)).finalOutput);
app.get('/ask', async (req) => (await run(agent, req.query.text)).finalOutput);
app.listen({ port: 3000, host: '0.0.0.0' });
