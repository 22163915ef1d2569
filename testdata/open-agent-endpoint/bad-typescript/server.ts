// The API of the desk.
import express from 'express';
import { Agent, run } from '@openai/agents';

const desk = new Agent({ name: 'desk', instructions: 'Answers questions about orders.' });
const app = express();
app.use(express.json());

app.get('/health', (req, res) => res.json({ status: 'ok' }));
app.post('/ask', async (req, res) => {
  const result = await run(desk, req.body.text);
  res.json({ answer: result.finalOutput });
});

app.listen(Number(process.env.PORT ?? 3000), () => console.log('ready'));
