// A graph is an agent when it runs tools.
import { MessageGraph, StateGraph } from '@langchain/langgraph';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { AzureChatOpenAI } from '@langchain/openai';

const model = new AzureChatOpenAI({ model: 'gpt-4o' });
export const graph = new StateGraph(State).addNode('model', call).addNode('tools', new ToolNode(tools));
