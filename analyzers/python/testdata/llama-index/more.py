import os

from llama_index.agent.openai import OpenAIAgent
from llama_index.core.agent import FunctionCallingAgent, ReActAgent
from llama_index.core.agent.workflow import CodeActAgent, ReActAgent as Reasoner
from llama_index.core.tools import FunctionTool
from llama_index.tools.mcp import BasicMCPClient, McpToolSpec


def delete_row(id: str) -> str:
    return id


rows = FunctionTool(delete_row)
first = Reasoner(name="the first", tools=[rows], system_prompt=f"Sign with {os.environ['FIRST_SECRET']}.")
coder = CodeActAgent(name="the coder", tools=[rows])
calling = FunctionCallingAgent(name="the caller", tools=[rows])
old = ReActAgent.from_tools([rows], llm=llm)
older = OpenAIAgent(name="the older", tools=[rows])
oldest = OpenAIAgent.from_tools([rows], llm=llm)
served = Reasoner(name="the served", tools=McpToolSpec(client=BasicMCPClient("https://crm.corp.io/mcp")).to_tool_list())
