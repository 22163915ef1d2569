"""Agents after the documentation of LangChain and LangGraph."""
import os

from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
from langchain.tools import tool
from langchain_anthropic import ChatAnthropic
from langchain_community.tools import ShellTool
from langchain_experimental.tools import PythonREPLTool
from langchain_mcp_adapters.client import MultiServerMCPClient
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.prebuilt import create_react_agent

model = ChatOpenAI(model="gpt-4.1", api_key=os.environ["OPENAI_API_KEY"])


@tool
def search(query: str) -> str:
    """Search for information."""
    return f"Results for: {query}"


@tool
def delete_record(id: str) -> str:
    """Deletes a record."""
    return id


client = MultiServerMCPClient(
    {
        "math": {"command": "python", "args": ["/srv/math_server.py"], "transport": "stdio"},
        "weather": {
            "url": "http://weather.corp.io/mcp",
            "transport": "streamable_http",
            "headers": {"X-API-Key": os.environ["WEATHER_API_KEY"]},
        },
    }
)

plain = create_agent(model, tools=[search, delete_record], system_prompt="You are helpful.", name="plain")
careful = create_agent(ChatAnthropic(model="claude-sonnet-4-5", api_key=os.environ["ANTHROPIC_API_KEY"]), tools=[delete_record],
                       middleware=[HumanInTheLoopMiddleware(interrupt_on={"delete_record": True})])
operator = create_react_agent(model, [ShellTool(), PythonREPLTool()], prompt="Operate.", name="operator")

with PostgresSaver.from_conn_string("postgresql://agent:Vq8z2LmRk4Tn7wYc@db.corp.io:5432/state") as saver:
    saver.setup()
