// A prompt without tools, beside a client that is given some.
import { genkit } from 'genkit';
import OpenAI from 'openai';

const ai = genkit({ plugins: [] });
const client = new OpenAI();
export const hello = () => ai.generate({ prompt: 'Say hello.' });
export const raw = (input: string, tools: OpenAI.Responses.Tool[]) => client.responses.create({ model: 'gpt-5', input, tools });
