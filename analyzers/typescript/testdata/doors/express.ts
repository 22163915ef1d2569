// Serves agents to whoever reaches the port.
import express from 'express';
import cors from 'cors';
import helmet from 'helmet';
import morgan from 'morgan';
import { openai } from '@ai-sdk/openai';
import { Agent, Runner, run } from '@openai/agents';
import { Agent as Core, Runner as CoreRunner, run as coreRun } from '@openai/agents-core';
import { Agent as Desk } from '@mastra/core/agent';
import { createAgent } from 'langchain';
import { generateText, stepCountIs, streamText } from 'ai';
import { lookup } from './lookup';

const app = express();
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use('/pages', express.static('pages'));
app.use(cors(), helmet(), morgan('tiny'));
const support = new Agent({ name: 'support' });
const core = new Core({ name: 'core' });
const desk = new Desk({ name: 'desk', instructions: 'Answers.', model: openai('gpt-5') });
const graph = createAgent({ model: 'openai:gpt-5', tools: [] });
const runner = new Runner();

app.get('/health', (req, res) => res.send('ok'));
app.post('/run', async (req, res) => res.send((await run(support, req.body.text)).finalOutput));
app.post('/core', async (req, res) => res.send((await coreRun(core, req.body.text)).finalOutput));
app.post('/runner', async (req, res) => res.send((await runner.run(support, req.body.text)).finalOutput));
app.post('/core-runner', async (req, res) => res.send((await new CoreRunner().run(core, req.body.text)).finalOutput));
app.all('/generate', async (req, res) => res.send((await desk.generate(req.body.text)).text));
app.post('/generate-next', async (req, res) => res.send((await desk.generateVNext(req.body.text)).text));
app.put('/stream', async (req, res) => res.send(await desk.stream(req.body.text)));
app.post('/stream-next', async (req, res) => res.send(await desk.streamVNext(req.body.text)));
app.get('/invoke', async (req, res) => res.send(await graph.invoke({ messages: req.body.text })));
app.post('/text', async (req, res) => res.send((await generateText({ model: openai('gpt-5'), tools: { lookup }, stopWhen: stepCountIs(5), prompt: req.body.text })).text));
app.post('/text-stream', answer);

async function answer(req, res) {
  const result = streamText({ model: openai('gpt-5'), tools: { lookup }, stopWhen: stepCountIs(5), prompt: req.body.text });
  res.send(await result.text);
}

app.listen(3000, () => console.log('ready'));
