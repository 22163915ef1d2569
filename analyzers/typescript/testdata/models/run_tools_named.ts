import { OpenAI } from 'openai';

const client = new OpenAI();
export const answer = async (messages: any, tools: any) => client.chat.completions.runTools({ model: 'gpt-5', messages, tools });
