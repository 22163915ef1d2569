import os

from agents import Agent
from agents.mcp import MCPServerStreamableHttp

server = MCPServerStreamableHttp(params={"url": "https://mcp.corp.io/orders", "headers": {"X-Api-Key": os.environ["MCP_API_KEY"]}})
desk = Agent(name="Orders", mcp_servers=[server])
helper = Agent(name="Helper", mcp_servers=[server])
