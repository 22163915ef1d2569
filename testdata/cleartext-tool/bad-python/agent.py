import os

from agents import Agent
from agents.mcp import MCPServerStreamableHttp

orders = MCPServerStreamableHttp(params={"url": "http://orders.corp.io/mcp", "headers": {"Authorization": f"Bearer {os.environ['ORDERS_TOKEN']}"}})
desk = Agent(name="Desk", instructions="Looks after orders.", mcp_servers=[orders])
