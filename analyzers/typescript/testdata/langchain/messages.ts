import { MessageGraph } from '@langchain/langgraph';
import { ChatAnthropic } from '@langchain/anthropic';

const model = new ChatAnthropic({ model: 'claude-sonnet-4-5' });
export const graph = new MessageGraph().addNode('model', model);
