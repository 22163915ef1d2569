// Calls a model in a graph.
import { StateGraph } from '@langchain/langgraph';
import { AzureOpenAI } from 'openai';

const client = new AzureOpenAI();
export const graph = new StateGraph(State).addNode('model', (input: any) => client.responses.create({ model: 'gpt-5', input }));
