// Calls a model in a graph.
import { StateGraph } from '@langchain/langgraph';
import { GoogleGenAI } from '@google/genai';

const client = new GoogleGenAI({});
export const graph = new StateGraph(State).addNode('model', (input: any) => client.models.generateContent({ model: 'gemini-2.5-flash', contents: input }));
