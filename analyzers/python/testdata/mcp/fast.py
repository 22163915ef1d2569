from fastmcp import FastMCP

server = FastMCP("fast tools")
