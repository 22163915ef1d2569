// Answers questions about orders.
import { WebClient } from '@slack/web-api';
import OpenAI from 'openai';
import postgres from 'postgres';
import { settings } from './settings.js';

export const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
export const local = new OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'ollama' });
export const slack = new WebClient(settings.SLACK_BOT_TOKEN);
export const sql = postgres(process.env.DATABASE_URL ?? 'postgresql://localhost/orders');
