// Agents of LangChain, LangGraph and those built on them.
import { DynamicStructuredTool, DynamicTool, tool } from '@langchain/core/tools';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { createSupervisor } from '@langchain/langgraph-supervisor';
import { createSwarm } from '@langchain/langgraph-swarm';
import { createDeepAgent } from 'deepagents';
import { DynamicStructuredTool as Structured, createAgent, tool as makeTool } from 'langchain';
import { z } from 'zod';

const schema = z.object({ city: z.string() });
const weather = new DynamicStructuredTool({ name: 'weather', description: 'The weather', schema, func: async ({ city }) => `${city} ${process.env.WEATHER_TOKEN}` });
const tides = new Structured({ name: 'tides', description: 'The tides', schema, func: async ({ city }) => `${city} ${process.env.TIDES_TOKEN}` });
const clock = new DynamicTool({ name: 'clock', description: 'The time', func: async () => `${process.env.CLOCK_TOKEN}` });
const news = makeTool(async ({ city }) => `${city} ${process.env.NEWS_TOKEN}`, { name: 'news', description: 'News', schema });
const stock = tool(async ({ city }) => `${city} ${process.env.STOCK_TOKEN}`, { name: 'stock', description: 'Stock', schema });

export const guide = createAgent({ name: 'city-guide', model: 'openai:gpt-5', tools: [weather, tides, clock, news, stock], systemPrompt: `Sign with ${process.env.GUIDE_SECRET}.` });
export const react = createReactAgent({ name: 'city-react', llm: model, tools: [weather], prompt: `Sign with ${process.env.REACT_SECRET}.` });
export const state = createReactAgent({ llm: model, tools: [weather], stateModifier: `Sign with ${process.env.STATE_SECRET}.` });
export const message = createReactAgent({ llm: model, tools: [weather], messageModifier: `Sign with ${process.env.NOTICE_SECRET}.` });
export const deep = createDeepAgent({ name: 'deep-guide', tools: [weather], systemPrompt: `Sign with ${process.env.DEEP_SECRET}.` });
export const team = createSupervisor({ agents: [react, state], llm: model, tools: [clock], supervisorName: 'city-desk', prompt: `Sign with ${process.env.DESK_SECRET}.` });
export const swarm = createSwarm({ agents: [react, message], defaultActiveAgent: 'city-react' });
