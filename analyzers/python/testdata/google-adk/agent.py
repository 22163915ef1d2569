"""An agent after the documentation of ADK."""
import os

from google.adk.agents import LlmAgent, SequentialAgent
from google.adk.agents.llm_agent import Agent
from google.adk.code_executors import UnsafeLocalCodeExecutor
from google.adk.tools import FunctionTool, google_search
from google.adk.tools.agent_tool import AgentTool
from google.adk.tools.mcp_tool import McpToolset, StdioConnectionParams, StreamableHTTPConnectionParams
from mcp import StdioServerParameters


def get_capital_city(country: str) -> str:
    """Retrieves the capital of a country."""
    return CAPITALS[country]


def transfer_money(to: str, amount: float) -> dict:
    """Transfers money."""
    return {"status": "ok"}


def reimburse(amount: int) -> dict:
    return {"status": "ok"}


maps = McpToolset(
    connection_params=StdioConnectionParams(
        server_params=StdioServerParameters(
            command="npx",
            args=["-y", "@modelcontextprotocol/server-google-maps@0.6.2"],
            env={"GOOGLE_MAPS_API_KEY": os.environ["GOOGLE_MAPS_API_KEY"]},
        ),
    ),
    tool_filter=["maps_directions"],
)

search_agent = Agent(model="gemini-2.5-flash", name="search_agent", tools=[google_search])
coder = LlmAgent(name="coder", model="gemini-2.5-pro", code_executor=UnsafeLocalCodeExecutor())
root_agent = LlmAgent(
    model="gemini-2.5-flash",
    name="assistant",
    instruction="Use the tools.",
    tools=[
        get_capital_city,
        transfer_money,
        FunctionTool(reimburse, require_confirmation=True),
        AgentTool(agent=search_agent),
        maps,
        McpToolset(
            connection_params=StreamableHTTPConnectionParams(
                url="https://mcp.corp.io/mcp",
                headers={"Authorization": "Bearer " + os.getenv("CORP_TOKEN", "")},
            )
        ),
    ],
    sub_agents=[coder],
)
pipeline = SequentialAgent(name="pipeline", sub_agents=[search_agent, root_agent])
