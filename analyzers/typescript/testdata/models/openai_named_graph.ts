// Calls a model in a graph.
import { StateGraph } from '@langchain/langgraph';
import { OpenAI } from 'openai';

const client = new OpenAI();
export const graph = new StateGraph(State).addNode('model', (input: any) => client.responses.create({ model: 'gpt-5', input }));
