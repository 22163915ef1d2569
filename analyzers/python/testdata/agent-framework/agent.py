"""An agent after the documentation of the Microsoft Agent Framework."""
import os

from agent_framework import Agent, MCPStreamableHTTPTool, tool
from agent_framework.openai import OpenAIChatClient


@tool(approval_mode="always_require")
def refund_order(order: str) -> str:
    """Refunds an order."""
    return order


@tool(approval_mode="never_require")
def revoke_access(user: str) -> str:
    """Takes the access of a user away."""
    return user


@tool
def deploy_release(version: str) -> str:
    """Deploys."""
    return version


client = OpenAIChatClient(model_id="gpt-4.1", api_key=os.environ["OPENAI_API_KEY"])
desk = client.as_agent(name="desk", instructions="Helps.", tools=[refund_order, revoke_access, deploy_release])
docs = Agent(
    client=client,
    name="docs",
    tools=MCPStreamableHTTPTool(name="learn", url="https://learn.microsoft.com/api/mcp", approval_mode="never_require"),
)
