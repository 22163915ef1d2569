// Agents that only talk: nothing is lost.
import { Agent, Runner, setTracingDisabled } from '@openai/agents';

export const talker = new Agent({ name: 'talker', instructions: 'Talks.' });
setTracingDisabled(true);
export const runner = new Runner({ tracingDisabled: true });
export const tool = talker.asTool({ toolName: 'talk', runConfig: { tracingDisabled: true } });
