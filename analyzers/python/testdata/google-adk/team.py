"""A team after the documentation of ADK."""
import os

from corp_agents import archive
from google.adk.agents import Agent, LlmAgent, LoopAgent, ParallelAgent, SequentialAgent
from google.adk.agents.remote_a2a_agent import RemoteA2aAgent
from google.adk.tools import AgentTool, FunctionTool, LongRunningFunctionTool
from google.adk.tools.mcp_tool import MCPToolset, SseConnectionParams, StdioServerParameters
from google.adk.tools.mcp_tool.mcp_toolset import SseServerParams
from google.genai import types


def delete_order(id: str) -> str:
    return id


def ask_manager(id: str) -> str:
    return id


clerk = LlmAgent(name="clerk", model="gemini-2.5-flash", instruction=f"Sign with {os.environ['CLERK_SECRET']}.", tools=[FunctionTool(delete_order), LongRunningFunctionTool(func=ask_manager)])
guarded = Agent(name="guarded", model="gemini-2.5-flash", global_instruction=f"Sign with {os.environ['GUARD_SECRET']}.", tools=[FunctionTool(func=delete_order)], before_tool_callback=approve)
lead = Agent(name="lead", model="gemini-2.5-flash", tools=[
    AgentTool(agent=clerk),
    AgentTool(agent=archive),
    MCPToolset(connection_params=SseConnectionParams(url="https://wiki.corp.io/sse")),
    MCPToolset(connection_params=SseServerParams(url="https://old.corp.io/sse")),
    MCPToolset(connection_params=StdioServerParameters(command="npx", args=["-y", "mcp-files@1.4.0"])),
])
both = ParallelAgent(name="side by side", sub_agents=[clerk, guarded])
again = LoopAgent(name="once more", sub_agents=[both])
all_of_them = SequentialAgent(name="in order", sub_agents=[again])
