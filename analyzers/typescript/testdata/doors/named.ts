import { Fastify } from 'fastify';
import { Agent, run } from '@openai/agents';

const app = Fastify();
const agent = new Agent({ name: 'named' });

app.post('/ask', async (req) => (await run(agent, req.body.text)).finalOutput);
app.listen({ port: 3000, host: '::' });
