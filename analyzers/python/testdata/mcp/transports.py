from fastmcp.client.transports import SSETransport, StdioTransport, StreamableHttpTransport
from mcp.client.sse import sse_client

crm = StreamableHttpTransport("https://crm.corp.io/mcp")
mail = StreamableHttpTransport(url="https://mail.corp.io/mcp")
wiki = SSETransport(url="https://wiki.corp.io/sse")
files = StdioTransport(command="npx", args=["-y", "mcp-files@1.4.0"])
old = sse_client("https://old.corp.io/sse")
