// Gives a model tools, which takes more than this to be an agent.
import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI();
export const answer = async (input: any, tools: any) => client.responses.create({ model: 'gpt-5', input, tools });
