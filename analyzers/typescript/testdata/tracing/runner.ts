import { Agent, Runner, setTracingDisabled, shellTool } from '@openai/agents';

export const runner = new Agent({ name: 'runner', instructions: 'Runs checks.', tools: [shellTool({ shell: local, needsApproval: true })] });
setTracingDisabled(true);
export const quiet = new Runner({ tracingDisabled: true });
