import os

from agents import Agent
from agents.mcp import MCPServerStreamableHttp

server = MCPServerStreamableHttp(params={"url": "https://mcp.corp.io/billing", "headers": {"X-Api-Key": os.environ["MCP_API_KEY"]}})
desk = Agent(name="Billing", mcp_servers=[server])
