import { StateGraph } from '@langchain/langgraph';
import { streamText } from 'ai';

export const graph = new StateGraph(State).addNode('title', (prompt: string) => streamText({ model: 'openai/gpt-5', prompt }));
