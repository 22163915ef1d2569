// Gives a model tools, which takes more than this to be an agent.
import OpenAI from 'openai';

const client = new OpenAI();
export const answer = async (input: any, tools: any) => client.chat.completions.create({ model: 'gpt-5', messages: input, tools });
