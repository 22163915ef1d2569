import { Runner } from '@openai/agents-core';
import { billing } from '@corp/agents';

const runner = new Runner();
export const answer = (input: string) => runner.run(billing, input);
