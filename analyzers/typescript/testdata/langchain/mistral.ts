import { StateGraph } from '@langchain/langgraph';
import { ChatMistralAI } from '@langchain/mistralai';

const model = new ChatMistralAI({ model: 'large' });
export const graph = new StateGraph(State).addNode('model', () => model.invoke('hello'));
