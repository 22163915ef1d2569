import { StateGraph } from '@langchain/langgraph';
import { ChatBedrockConverse } from '@langchain/aws';

const model = new ChatBedrockConverse({ model: 'large' });
export const graph = new StateGraph(State).addNode('model', () => model.invoke('hello'));
