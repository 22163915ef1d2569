// The same for the machine that it runs on.
import express from 'express';
import { Agent, run } from '@openai/agents';

const desk = new Agent({ name: 'desk', instructions: 'Answers questions about orders.' });
const app = express();
app.use(express.json());

app.post('/ask', async (req, res) => {
  const result = await run(desk, req.body.text);
  res.json({ answer: result.finalOutput });
});

app.listen(3000, '127.0.0.1');
