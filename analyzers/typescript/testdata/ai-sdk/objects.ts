import { StateGraph } from '@langchain/langgraph';
import { generateObject } from 'ai';
import { z } from 'zod';

const schema = z.object({ title: z.string() });
export const graph = new StateGraph(State).addNode('title', (prompt: string) => generateObject({ model: 'openai/gpt-5', schema, prompt }));
