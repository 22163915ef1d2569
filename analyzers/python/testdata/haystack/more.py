import os

from haystack.components.agents import Agent
from haystack_integrations.tools.mcp import MCPToolset, SSEServerInfo, StdioServerInfo

files = MCPToolset(server_info=StdioServerInfo(command="npx", args=["-y", "mcp-files@1.4.0"]))
wiki = MCPToolset(server_info=SSEServerInfo(url="https://wiki.corp.io/sse"))
reader = Agent(chat_generator=generator, tools=[files, wiki], system_prompt=f"Sign with {os.environ['READER_SECRET']}.")
