// Command tickets is the MCP server in front of the ticket system: whoever calls,
// it acts with its own token.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type input struct {
	Ticket string `json:"ticket"`
}

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "tickets", Version: "1.2.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "close_ticket", Description: "Closes a ticket."}, closeTicket)
	http.Handle("/mcp", mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func closeTicket(ctx context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, any, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://tickets.example.com/"+in.Ticket+"/close", nil)
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Authorization", "Bearer "+os.Getenv("TICKETS_TOKEN"))
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: resp.Status}}}, nil, nil
}
