import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const agents = new BedrockAgentRuntimeClient({});
const secrets = new SecretsManagerClient({});

export const handler = async (event: any) => {
  console.log("path", event.rawPath);
  const caller = event.headers.authorization ?? "";
  return agents.send(new InvokeAgentCommand({ agentId: "A1", agentAliasId: "B1", sessionId: caller.slice(-8), inputText: event.body }));
};

export const scheduled = async (event: any) => {
  // An event of a schedule has no headers.
  console.log("event", JSON.stringify(event));
};

export async function key() {
  const answer = await secrets.send(new GetSecretValueCommand({ SecretId: "search" }));
  console.log(`version ${answer.VersionId}`);
  return answer.SecretString;
}
