import { AgentExecutor } from '@langchain/classic/agents';

export const run = (agent: any, tools: any) => new AgentExecutor({ agent, tools });
