import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const agents = new BedrockAgentRuntimeClient({});
const secrets = new SecretsManagerClient({});

export const handler = async (event: any) => {
  console.log("event", JSON.stringify(event));
  const caller = event.headers.authorization ?? "";
  return agents.send(new InvokeAgentCommand({ agentId: "A1", agentAliasId: "B1", sessionId: caller.slice(-8), inputText: event.body }));
};

export async function key() {
  const answer = await secrets.send(new GetSecretValueCommand({ SecretId: "search" }));
  console.log(`key ${answer.SecretString}`);
}
