import { Agent, Runner, setTracingDisabled } from '@openai/agents-core';
import { shellTool } from '@openai/agents';

const runner = new Agent({ name: 'runner', instructions: 'Runs checks.', tools: [shellTool({ shell: local, needsApproval: true })] });
setTracingDisabled(true);
export const quiet = new Runner({ tracingDisabled: true });
export const check = runner.asTool({ toolName: 'check', runConfig: { tracingDisabled: true } });
