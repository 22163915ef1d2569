import os

from pydantic_ai import Agent, Tool
from pydantic_ai.mcp import MCPServerHTTP, MCPServerSSE


def delete_card(id: str) -> str:
    return id


def delete_user(id: str) -> str:
    return id


cards = Agent("openai:gpt-5", name="the cards", instructions=f"Sign with {os.environ['CARD_SECRET']}.", tools=[delete_card, Tool(delete_user)], mcp_servers=[MCPServerSSE("https://wiki.corp.io/sse")])
users = Agent("openai:gpt-5", system_prompt=f"Sign with {os.environ['USER_SECRET']}.", mcp_servers=[MCPServerHTTP(url="https://old.corp.io/sse")])
