import { WebClient } from '@slack/web-api';
import OpenAI from 'openai';
import settings, { env } from '.';
import { settings as mine } from './index';

const LEGACY = 'Tq7mZr2Lk9XvBn4Ws6PdGh8Jc1Fs5k3z';

export const openai = new OpenAI({ apiKey: mine.openai.apiKey });
export const slack = new WebClient(env.SLACK_BOT_TOKEN);
const options = { apiKey: LEGACY };
export const old = new OpenAI(options);
const config = { password: 'Ys9@timber-Lark2', name: 'agents' };
