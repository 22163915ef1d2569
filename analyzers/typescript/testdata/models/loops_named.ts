import { Anthropic } from '@anthropic-ai/sdk';

const client = new Anthropic();
export const answer = async (messages: any, tools: any) => client.beta.messages.toolRunner({ model: 'claude-opus-4-5', max_tokens: 1024, messages, tools });
