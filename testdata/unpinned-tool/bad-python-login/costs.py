"""Answers questions about the bill, and writes what it found to a folder."""
import os

from mcp import StdioServerParameters, stdio_client
from strands import Agent
from strands.tools.mcp import MCPClient

NOTES = os.environ["NOTES_DIR"]


def ask(question: str) -> str:
    bill = MCPClient(lambda: stdio_client(StdioServerParameters(
        command="uvx", args=["awslabs.cost-explorer-mcp-server@latest"], env={"FASTMCP_LOG_LEVEL": "ERROR"})))
    notes = MCPClient(lambda: stdio_client(StdioServerParameters(
        command="npx", args=["-y", "@modelcontextprotocol/server-filesystem", NOTES])))
    with bill, notes:
        agent = Agent(name="costs", tools=bill.list_tools_sync() + notes.list_tools_sync())
        return str(agent(question))
