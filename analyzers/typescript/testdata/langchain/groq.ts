import { StateGraph } from '@langchain/langgraph';
import { ChatGroq } from '@langchain/groq';

const model = new ChatGroq({ model: 'large' });
export const graph = new StateGraph(State).addNode('model', () => model.invoke('hello'));
