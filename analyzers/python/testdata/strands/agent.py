"""An agent after the documentation of Strands, served on AgentCore."""
import os

from bedrock_agentcore import BedrockAgentCoreApp
from mcp import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamablehttp_client
from strands import Agent, tool
from strands.models.openai import OpenAIModel
from strands.tools.mcp import MCPClient
from strands_tools import calculator, shell

app = BedrockAgentCoreApp()
model = OpenAIModel(client_args={"api_key": os.environ["OPENAI_API_KEY"]}, model_id="gpt-4o")


@tool
def word_count(text: str) -> int:
    """Counts words."""
    return len(text.split())


aws = MCPClient(lambda: stdio_client(StdioServerParameters(command="uvx", args=["awslabs.aws-documentation-mcp-server@latest"])))
gateway = MCPClient(lambda: streamablehttp_client("https://gateway.corp.io/mcp", headers={"Authorization": f"Bearer {os.environ['GATEWAY_TOKEN']}"}))
agent = Agent(name="helper", model=model, system_prompt="Help.", tools=[word_count, calculator, shell, aws, gateway])


@app.entrypoint
def invoke(payload):
    return agent(payload["prompt"])
