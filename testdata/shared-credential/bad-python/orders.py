from agents import Agent
from agents.mcp import MCPServerStreamableHttp

desk = Agent(name="Orders", mcp_servers=[MCPServerStreamableHttp(params={"url": "https://mcp.corp.io/orders", "headers": {"X-Api-Key": "Tq7mZr2Lk9XvBn4Ws6Pd"}})])
