// Clients of models, after their documentation.
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI, { AzureOpenAI } from 'openai';

const openai = new OpenAI({ apiKey: process.env['OPENAI_API_KEY'] });
const azure = new AzureOpenAI({ apiKey: process.env.AZURE_KEY ?? 'k3yTq7mZr2Lk9XvBn4Ws6PdGh8Jc1Fs5', apiVersion: '2025-04-01-preview' });
const anthropic = new Anthropic();
const { GEMINI_API_KEY } = process.env;
const gemini = new GoogleGenAI({ apiKey: GEMINI_API_KEY });

const tools = [{ type: 'function' as const, name: 'get_horoscope', parameters: {} }];

async function loop(input: string) {
  const response = await openai.responses.create({ model: 'gpt-5', tools, input });
  for (const item of response.output) {
    if (item.type === 'function_call') await call(item.name);
  }
  const message = await anthropic.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 1024, messages: [{ role: 'user', content: input }] });
  const answer = await gemini.models.generateContent({ model: 'gemini-2.5-flash', contents: input });
  return [message, answer];
}
