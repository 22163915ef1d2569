from mcp.server import Server

server = Server("low tools")
