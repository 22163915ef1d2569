// Package mcpgosdk serves tools with the official SDK of MCP, and calls some.
package mcpgosdk

import (
	"context"
	"net/http"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type ticket struct{ ID string }

type answer struct{ Text string }

type bearer struct{ token string }

func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+b.token)
	return http.DefaultTransport.RoundTrip(r)
}

// Server serves tools.
func Server() *mcp.Server {
	server := mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil) // want `agent tickets`
	mcp.AddTool(server, &mcp.Tool{Name: "ticket"}, func(ctx context.Context, req *mcp.CallToolRequest, in ticket) (*mcp.CallToolResult, answer, error) {
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{
			Text: "signed in with " + os.Getenv("ZENDESK_API_TOKEN"), // want `leak token tool-result ZENDESK_API_TOKEN`
		}}}, answer{}, nil
	})
	return server
}

// Transport is the way to a remote server.
func Transport() mcp.Transport {
	return &mcp.StreamableClientTransport{ // want `tool mcp-http tickets.example.com writes=\? approved=\?` `holds TICKETS_TOKEN`
		Endpoint:   "http://tickets.example.com/mcp",
		HTTPClient: &http.Client{Transport: &bearer{token: os.Getenv("TICKETS_TOKEN")}}, // want `credential token env TICKETS_TOKEN`
	}
}
