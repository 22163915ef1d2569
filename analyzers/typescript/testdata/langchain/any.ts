import { StateGraph } from '@langchain/langgraph';
import { initChatModel } from 'langchain';

const model = await initChatModel('openai:gpt-5');
export const graph = new StateGraph(State).addNode('model', () => model.invoke('hello'));
