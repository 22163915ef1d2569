"""An agent after the documentation of LlamaIndex."""
import os

from llama_index.core.agent.workflow import AgentWorkflow, FunctionAgent
from llama_index.core.tools import FunctionTool
from llama_index.llms.openai import OpenAI
from llama_index.tools.mcp import BasicMCPClient, McpToolSpec

llm = OpenAI(model="gpt-4.1", api_key=os.environ["OPENAI_API_KEY"])


def multiply(a: float, b: float) -> float:
    """Multiplies."""
    return a * b


files = McpToolSpec(client=BasicMCPClient("http://files.corp.io/mcp", headers={"Authorization": f"Bearer {os.environ['FILES_TOKEN']}"}))
agent = FunctionAgent(name="calculator", tools=[multiply, FunctionTool.from_defaults(multiply)], llm=llm, system_prompt="You calculate.")
workflow = AgentWorkflow(agents=[agent], root_agent="calculator")
