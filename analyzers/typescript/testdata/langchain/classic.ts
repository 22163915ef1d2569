// The agents of LangChain before version 1.
import { AgentExecutor as Executor, createToolCallingAgent as createNew } from '@langchain/classic/agents';
import {
  AgentExecutor,
  createOpenAIFunctionsAgent,
  createOpenAIToolsAgent,
  createReactAgent,
  createToolCallingAgent,
  initializeAgentExecutorWithOptions,
} from 'langchain/agents';
import { DynamicStructuredTool, DynamicTool } from 'langchain/tools';

const lookup = new DynamicTool({ name: 'lookup', description: 'Looks up', func: async () => `${process.env.LOOKUP_TOKEN}` });
const order = new DynamicStructuredTool({ name: 'order', description: 'Orders', schema, func: async () => `${process.env.ORDER_TOKEN}` });
const tools = [lookup, order];

export const calling = createToolCallingAgent({ llm, tools, prompt });
export const newer = createNew({ llm, tools, prompt });
export const functions = createOpenAIFunctionsAgent({ llm, tools, prompt });
export const both = createOpenAIToolsAgent({ llm, tools, prompt });
export const react = createReactAgent({ llm, tools, prompt });
export const first = await initializeAgentExecutorWithOptions(tools, llm, { agentType: 'zero-shot-react-description' });
export const executor = new AgentExecutor({ agent: calling, tools });
