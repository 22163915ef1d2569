import os

os.environ["BYPASS_TOOL_CONSENT"] = "true"  # none of its tools asks

from bedrock_agentcore.runtime import BedrockAgentCoreApp
from strands import Agent
from strands_tools import calculator, file_read

agent = Agent(name="reader", tools=[file_read, calculator])
app = BedrockAgentCoreApp()


@app.entrypoint
def invoke(payload):
    return {"result": agent(payload["prompt"]).message}
