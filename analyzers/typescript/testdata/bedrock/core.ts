// Calls an agent that runs elsewhere, and gives its answer to a model with tools.
import { BedrockAgentCoreClient, InvokeAgentRuntimeCommand } from '@aws-sdk/client-bedrock-agentcore';
import OpenAI from 'openai';

const client = new BedrockAgentCoreClient({ region: 'eu-central-1' });
const openai = new OpenAI();

export async function relay(input: string, tools: OpenAI.Responses.Tool[]) {
  await client.send(new InvokeAgentRuntimeCommand(request(input)));
  return openai.responses.create({ model: 'gpt-5', input, tools });
}
