// Calls a model in a graph.
import { StateGraph } from '@langchain/langgraph';
import { Anthropic } from '@anthropic-ai/sdk';

const client = new Anthropic();
export const graph = new StateGraph(State).addNode('model', (input: any) => client.messages.stream({ model: 'claude-opus-4-5', max_tokens: 1024, messages: input }));
