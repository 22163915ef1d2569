// Agents with a shell of which no trace is kept.
import { Agent, Runner, setTracingDisabled, shellTool } from '@openai/agents';
import { SandboxAgent, shell } from '@openai/agents/sandbox';

const reviewer = new SandboxAgent({ name: 'reviewer', instructions: 'Reviews packets.', capabilities: [shell()] });
const runner = new Agent({ name: 'runner', instructions: 'Runs checks.', tools: [shellTool({ shell: local, needsApproval: true })] });

export const desk = new Agent({
  name: 'desk',
  tools: [
    reviewer.asTool({ toolName: 'review', runConfig: { tracingDisabled: true } }),
    runner.asTool({ toolName: 'check', runConfig: { tracingDisabled: true } }),
  ],
});
