import os

from smolagents import CodeAgent, MCPClient, ToolCallingAgent, ToolCollection

with MCPClient({"url": "https://crm.corp.io/mcp", "transport": "streamable-http"}) as tools:
    clerk = ToolCallingAgent(tools=tools, model=model, name="the_clerk", instructions=f"Sign with {os.environ['CLERK_SECRET']}.")
with ToolCollection.from_mcp({"url": "https://mail.corp.io/mcp", "transport": "streamable-http"}) as collection:
    poster = CodeAgent(tools=[*collection.tools], model=model, name="the_poster")
