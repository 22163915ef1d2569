import { Agent } from '@openai/agents';

const token = process.env.GITHUB_TOKEN ?? '';
console.log('starting as', process.env.AGENT_NAME, token ? 'with a token' : 'without a token');
console.debug(`token of ${token.length} characters: ${token.slice(0, 4)}…`);
console.info(Boolean(token), !!process.env.GITHUB_TOKEN);
export const triage = new Agent({ name: 'Triage', instructions: 'Sort the issues.' });
