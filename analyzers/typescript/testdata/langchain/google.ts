import { StateGraph } from '@langchain/langgraph';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';

const model = new ChatGoogleGenerativeAI({ model: 'large' });
export const graph = new StateGraph(State).addNode('model', () => model.invoke('hello'));
