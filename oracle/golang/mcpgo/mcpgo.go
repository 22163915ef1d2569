// Package mcpgo serves tools with mcp-go, and calls some.
package mcpgo

import (
	"context"
	"os"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

// Server serves tools.
func Server() *server.MCPServer {
	s := server.NewMCPServer("tickets", "1.0.0") // want `agent .*mcpgo`
	s.AddTool(mcp.NewTool("whoami"), func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return mcp.NewToolResultText("signed in with " + os.Getenv("ZENDESK_API_TOKEN")), nil // want `leak token tool-result ZENDESK_API_TOKEN`
	})
	return s
}

// Clients call tools.
func Clients() error {
	if _, err := client.NewStdioMCPClient("npx", []string{"NOTION_TOKEN=" + os.Getenv("NOTION_TOKEN")}, "-y", "@notionhq/notion-mcp-server"); err != nil { // want `tool mcp-stdio @notionhq/notion-mcp-server` `holds NOTION_TOKEN` `holds TICKETS_TOKEN` `credential notion-token env NOTION_TOKEN` `agent .*mcpgo`
		return err
	}
	_, err := client.NewStreamableHttpClient("https://tickets.example.com/mcp", // want `tool mcp-http tickets.example.com` `holds TICKETS_TOKEN`
		transport.WithHTTPHeaders(map[string]string{"Authorization": "Bearer " + os.Getenv("TICKETS_TOKEN")})) // want `credential token env TICKETS_TOKEN`
	return err
}
