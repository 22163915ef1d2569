import os

from agents import Agent, Runner
from agents.mcp import MCPServerStreamableHttp

tickets = MCPServerStreamableHttp(params={"url": "https://tickets.corp.io/mcp", "headers": {"Authorization": f"Bearer {os.environ['TICKETS_TOKEN']}"}})
triage = Agent(name="Triage", instructions="Sorts tickets.", mcp_servers=[tickets])
print(Runner.run_sync(triage, "go").final_output)
