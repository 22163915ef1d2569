import { openai } from '@ai-sdk/openai';
import { generateText } from 'ai';

export async function summary(text: string) {
  return generateText({ model: openai('gpt-4.1-mini'), prompt: `Summarize: ${text}` });
}
