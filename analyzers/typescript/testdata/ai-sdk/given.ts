// Tools without a loop.
import { generateText, streamText } from 'ai';

export const one = (prompt: string, tools: any) => streamText({ model: 'openai/gpt-5', prompt, tools });
export const two = (prompt: string) => generateText({ model: 'openai/gpt-5', prompt });
