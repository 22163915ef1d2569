import os

from agents import Agent
from agents.mcp import MCPServerStreamableHttp

orders = MCPServerStreamableHttp(params={"url": "https://orders.corp.io/mcp", "headers": {"Authorization": f"Bearer {os.environ['ORDERS_TOKEN']}"}})
own = MCPServerStreamableHttp(params={"url": "http://127.0.0.1:8000/mcp", "headers": {"Authorization": f"Bearer {os.environ['OWN_TOKEN']}"}})
open_one = MCPServerStreamableHttp(params={"url": "http://docs.corp.io/mcp"})
configured = MCPServerStreamableHttp(params={"url": os.environ["MCP_URL"], "headers": {"Authorization": f"Bearer {os.environ['MCP_TOKEN']}"}})
desk = Agent(name="Desk", instructions="Looks after orders.", mcp_servers=[orders, own, open_one, configured])
