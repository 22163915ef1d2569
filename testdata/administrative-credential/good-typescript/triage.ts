import { Agent } from '@openai/agents';

export const triage = new Agent({ name: 'triage', instructions: 'Sorts messages of customers.' });
