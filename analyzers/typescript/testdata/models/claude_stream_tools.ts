// Gives a model tools, which takes more than this to be an agent.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic();
export const answer = async (input: any, tools: any) => client.messages.stream({ model: 'claude-opus-4-5', max_tokens: 1024, messages: input, tools });
