import { openai } from '@ai-sdk/openai';
import { generateText, stepCountIs } from 'ai';
import { lookup } from './lookup';

export const answer = (prompt: string) =>
  generateText({
    model: openai('gpt-5'), tools: { lookup }, stopWhen: stepCountIs(5), prompt,
    experimental_telemetry: { isEnabled: true, metadata: { sessionId: 'desk' } },
  });
