import os

os.environ["BYPASS_TOOL_CONSENT"] = "true"

from bedrock_agentcore.runtime import BedrockAgentCoreApp
from strands import Agent
from strands_tools import editor, file_read, file_write

agent = Agent(name="writer", tools=[file_read, file_write, editor])
app = BedrockAgentCoreApp()


@app.entrypoint
def invoke(payload):
    return {"result": agent(payload["prompt"]).message}
