import { Agent } from '@openai/agents';

const token = process.env.GITHUB_TOKEN;
console.log(`starting with token ${token}`);
export const triage = new Agent({ name: 'Triage', instructions: 'Sort the issues.' });
