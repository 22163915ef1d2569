import { Client } from '@modelcontextprotocol/sdk/client';
import OpenAI from 'openai';

const openai = new OpenAI();
const client = new Client({ name: 'short', version: '1.0.0' });
export const answer = async (input: string, tools: any) => openai.responses.create({ model: 'gpt-5', tools, input });
