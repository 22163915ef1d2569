import { StateGraph } from '@langchain/langgraph';
import { streamObject } from 'ai';
import { z } from 'zod';

const schema = z.object({ title: z.string() });
export const graph = new StateGraph(State).addNode('title', (prompt: string) => streamObject({ model: 'openai/gpt-5', schema, prompt }));
