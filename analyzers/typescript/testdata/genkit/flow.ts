// After the documentation of Genkit.
import { googleAI } from '@genkit-ai/google-genai';
import { genkit, z } from 'genkit';

const ai = genkit({ plugins: [googleAI({ apiKey: process.env.GEMINI_API_KEY })], model: googleAI.model('gemini-2.5-flash') });

const getWeather = ai.defineTool(
  { name: 'getWeather', description: 'Gets the weather', inputSchema: z.object({ location: z.string() }), outputSchema: z.string() },
  async (input) => `The weather in ${input.location} is 63°F.`,
);

export const answer = ai.defineFlow({ name: 'answer' }, async (question: string) => {
  const { text } = await ai.generate({ prompt: question, tools: [getWeather] });
  return text;
});
