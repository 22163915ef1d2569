// Sessions under which traces are kept.
import { openai } from '@ai-sdk/openai';
import { propagateAttributes, updateActiveTrace } from '@langfuse/tracing';
import { generateText, stepCountIs, streamText } from 'ai';
import { lookup } from './lookup';

export const answer = (prompt: string) =>
  generateText({ model: openai('gpt-5'), tools: { lookup }, stopWhen: stepCountIs(5), prompt, experimental_telemetry: { isEnabled: true, metadata: { sessionId: 'desk' } } });

export function stream(prompt: string) {
  return streamText({ model: openai('gpt-5'), tools: { lookup }, stopWhen: stepCountIs(5), prompt, experimental_telemetry: { isEnabled: true, metadata: { sessionId: 'desk' } } });
}

export function apart(prompt: string, sessionId: string) {
  return streamText({ model: openai('gpt-5'), tools: { lookup }, stopWhen: stepCountIs(5), prompt, experimental_telemetry: { isEnabled: true, metadata: { sessionId } } });
}

export function updated() {
  updateActiveTrace({ sessionId: 'desk' });
}

export function spread(run: () => void) {
  return propagateAttributes({ sessionId: 'desk' }, run);
}

export function span(tracer: any) {
  const active = tracer.startSpan('answer');
  active.setAttribute('langfuse.session.id', 'desk');
}

export function plain(tracer: any) {
  const active = tracer.startSpan('answer');
  active.setAttribute('session.id', 'desk');
}
