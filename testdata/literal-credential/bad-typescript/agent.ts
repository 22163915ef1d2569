// Answers questions about orders.
import { WebClient } from '@slack/web-api';
import OpenAI from 'openai';
import postgres from 'postgres';
import { slack } from './settings.js';

export const client = new OpenAI({ apiKey: 'sk-proj-F3u0aE26POqy_3jxy3-eT3BlbkFJtTUISg0fhi_yxP7f' });
export const web = new WebClient(slack.bot);
export const sql = postgres('postgresql://orders:Vq8z2LmRk4Tn7wYc@db.corp.io/orders');
