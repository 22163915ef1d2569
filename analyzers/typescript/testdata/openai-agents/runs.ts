// Runs what another package builds.
import { run } from '@openai/agents';
import { billing } from '@corp/agents';

export const answer = (input: string) => run(billing, input);
