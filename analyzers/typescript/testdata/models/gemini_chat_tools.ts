// Gives a model tools, which takes more than this to be an agent.
import { GoogleGenAI } from '@google/genai';

const client = new GoogleGenAI({});
export const answer = async (input: any, tools: any) => client.chats.create({ model: 'gemini-2.5-flash', history: input, config: { tools } });
