from mcp.server.mcpserver import MCPServer

server = MCPServer("second tools")
