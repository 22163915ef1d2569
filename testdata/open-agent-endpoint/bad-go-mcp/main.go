// Command tickets serves tools for tickets over MCP.
package main

import (
	"log"

	"github.com/mark3labs/mcp-go/server"
)

func main() {
	s := server.NewMCPServer("tickets", "1.0.0")
	http := server.NewStreamableHTTPServer(s)
	log.Fatal(http.Start("0.0.0.0:8080"))
}
