from fastmcp import FastMCP

server = FastMCP("computer")


@server.tool()
def compute(expression: str) -> str:
    return eval(expression)
