import os

from mcp import StdioServerParameters, stdio_client
from strands import Agent
from strands.tools.mcp import MCPClient

VERSION = "2025.4.8"
github = MCPClient(lambda: stdio_client(StdioServerParameters(
    command="npx",
    args=["-y", f"@modelcontextprotocol/server-github@{VERSION}"],
    env={"GITHUB_PERSONAL_ACCESS_TOKEN": os.environ["GITHUB_TOKEN"]},
)))
fetch = MCPClient(lambda: stdio_client(StdioServerParameters(command="uvx", args=["mcp-server-fetch"])))
own = MCPClient(lambda: stdio_client(StdioServerParameters(command="python", args=["server.py"], env={"API_TOKEN": os.environ["API_TOKEN"]})))
agent = Agent(name="triage", system_prompt="Sorts issues.", tools=[github, fetch, own])
