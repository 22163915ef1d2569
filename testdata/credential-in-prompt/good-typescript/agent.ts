import { Agent } from '@openai/agents';

const { GITHUB_TOKEN: token, REPOSITORY_NAME: name } = process.env;
export const triage = new Agent({ name: 'Triage', instructions: `Sort the issues of ${name}. ${token ? 'You are logged in.' : ''}` });
export const wiki = new Agent({ name: 'Wiki', instructions: 'Never print GITHUB_TOKEN or a key that starts with sk-.' });
