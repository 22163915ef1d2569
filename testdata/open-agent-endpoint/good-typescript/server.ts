// The API of the desk, which lets in who has a session.
import express from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
import { Agent, run } from '@openai/agents';

const desk = new Agent({ name: 'desk', instructions: 'Answers questions about orders.' });
const app = express();
app.use(express.json());

app.post('/ask', auth(), requiredScopes('ask'), async (req, res) => {
  const result = await run(desk, req.body.text);
  res.json({ answer: result.finalOutput });
});

app.listen(3000);
