// Command tickets serves tools for tickets over MCP.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type query struct{ ID string }

type answer struct {
	Text     string
	SignedIn bool
}

func ticket(ctx context.Context, req *mcp.CallToolRequest, in query) (*mcp.CallToolResult, answer, error) {
	token := os.Getenv("ZENDESK_API_TOKEN")
	if token == "" {
		return nil, answer{}, fmt.Errorf("ZENDESK_API_TOKEN is not set")
	}
	text, err := fetch(token, in.ID)
	if err != nil {
		return nil, answer{}, fmt.Errorf("ticket %s: not found", in.ID)
	}
	return nil, answer{Text: text, SignedIn: token != ""}, nil
}

func fetch(token, id string) (string, error) { return "the printer is on fire", nil }

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "ticket"}, ticket)
	log.Fatal(server.Run(context.Background(), &mcp.StdioTransport{}))
}
