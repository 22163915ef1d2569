import { Runner, run as start } from '@openai/agents-core';
import { billing } from '@corp/agents';

export const answer = (input: string) => start(billing, input);
