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

type answer struct{ Text, Login string }

func ticket(ctx context.Context, req *mcp.CallToolRequest, in query) (*mcp.CallToolResult, answer, error) {
	token := os.Getenv("ZENDESK_API_TOKEN")
	text, err := fetch(token, in.ID)
	if err != nil {
		return nil, answer{}, err
	}
	return nil, answer{Text: text, Login: "Bearer " + token}, nil
}

func fetch(token, id string) (string, error) {
	return "", fmt.Errorf("ticket %s with token %s", id, token)
}

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "ticket"}, ticket)
	mcp.AddTool(server, &mcp.Tool{Name: "whoami"}, func(ctx context.Context, req *mcp.CallToolRequest, in query) (*mcp.CallToolResult, answer, error) {
		return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: "signed in with " + os.Getenv("ZENDESK_API_TOKEN")}}}, answer{}, nil
	})
	log.Fatal(server.Run(context.Background(), &mcp.StdioTransport{}))
}
