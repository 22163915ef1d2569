from mcp.server import MCPServer

server = MCPServer("computer")


@server.tool()
def compute(expression: str) -> str:
    return eval(expression)
