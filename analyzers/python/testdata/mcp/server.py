"""A server and a client of MCP, after the SDK's own README."""
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("Demo", host="127.0.0.1")


@mcp.tool()
def add(a: int, b: int) -> int:
    """Adds."""
    return a + b


async def connect():
    server = StdioServerParameters(command="uv", args=["run", "server", "fastmcp_quickstart", "stdio"], env={"UV_INDEX": ""})
    async with stdio_client(server) as (read, write):
        async with ClientSession(read, write) as session:
            await session.initialize()
    async with streamable_http_client("http://localhost:8000/mcp") as (read, write, _):
        pass
