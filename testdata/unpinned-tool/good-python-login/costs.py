"""Answers questions about the bill: fixed versions, and servers that have nothing."""
import os

from mcp import StdioServerParameters, stdio_client
from strands import Agent
from strands.tools.mcp import MCPClient

NOTES = os.environ["NOTES_DIR"]


def ask(question: str) -> str:
    bill = MCPClient(lambda: stdio_client(StdioServerParameters(
        command="uvx", args=["awslabs.cost-explorer-mcp-server==0.0.9"])))
    pages = MCPClient(lambda: stdio_client(StdioServerParameters(
        command="uvx", args=["awslabs.aws-documentation-mcp-server@latest"])))
    notes = MCPClient(lambda: stdio_client(StdioServerParameters(
        command="npx", args=["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", NOTES])))
    steps = MCPClient(lambda: stdio_client(StdioServerParameters(
        command="npx", args=["-y", "@modelcontextprotocol/server-sequential-thinking"])))
    with bill, pages, notes, steps:
        agent = Agent(name="costs", tools=bill.list_tools_sync() + pages.list_tools_sync() + notes.list_tools_sync() + steps.list_tools_sync())
        return str(agent(question))
