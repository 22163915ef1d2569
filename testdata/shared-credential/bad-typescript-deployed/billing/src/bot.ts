import { ToolLoopAgent } from 'ai';

export const bot = new ToolLoopAgent({ id: 'billing-bot', model: 'openai/gpt-5', instructions: 'Answers about bills.' });
