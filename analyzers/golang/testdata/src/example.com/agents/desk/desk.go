package desk

import (
	"context"
	"net/http"
	"os"
	"os/exec"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/v2/agent"
	"google.golang.org/adk/v2/agent/llmagent"
	"google.golang.org/adk/v2/model/gemini"
	"google.golang.org/adk/v2/tool/agenttool"
	"google.golang.org/adk/v2/tool/functiontool"
	"google.golang.org/adk/v2/tool/mcptoolset"
	"google.golang.org/genai"
)

// bearer adds a token to every request.
type bearer struct {
	token string
	base  http.RoundTripper
}

func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.base.RoundTrip(r)
}

func build(ctx context.Context) []agent.Agent {
	shared, _ := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{APIKey: os.Getenv("GOOGLE_API_KEY")})
	own := model(ctx, os.Getenv("REFUND_GOOGLE_API_KEY"))

	cmd := exec.Command("npx", "-y", "@modelcontextprotocol/server-github")
	cmd.Env = append(os.Environ(), "GITHUB_PERSONAL_ACCESS_TOKEN="+os.Getenv("GITHUB_TOKEN"))
	github, _ := mcptoolset.New(mcptoolset.Config{Transport: &mcp.CommandTransport{Command: cmd}, RequireConfirmation: true})
	tickets, _ := mcptoolset.New(mcptoolset.Config{Transport: &mcp.StreamableClientTransport{
		Endpoint:   "http://tickets.example.com/mcp",
		HTTPClient: &http.Client{Transport: &bearer{token: os.Getenv("TICKETS_TOKEN")}},
	}})
	closes, _ := functiontool.New(functiontool.Config{Name: "close_ticket"}, func(ctx agent.Context, in struct{}) (map[string]any, error) { return nil, nil })
	asks, _ := functiontool.New(functiontool.Config{Name: "delete_ticket", RequireConfirmation: true}, func(ctx agent.Context, in struct{}) (map[string]any, error) { return nil, nil })

	triage, _ := llmagent.New(llmagent.Config{Name: "triage", Model: shared, Toolsets: []any{tickets}, Tools: []any{closes}})
	coder, _ := llmagent.New(llmagent.Config{Name: "coder", Model: shared, Toolsets: []any{github}})
	refund, _ := llmagent.New(llmagent.Config{Name: "refund", Model: own, SubAgents: []agent.Agent{triage}, Tools: []any{asks, agenttool.New(coder, nil)}})
	return []agent.Agent{triage, coder, refund}
}

func model(ctx context.Context, key string) any {
	m, _ := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{APIKey: key})
	return m
}

func clients(token string) {
	client.NewStdioMCPClient("uvx", []string{"NOTION_TOKEN=" + os.Getenv("NOTION_TOKEN")}, "mcp-notion==1.2.3", "--stdio")
	client.NewStreamableHttpClient("https://tickets.example.com/mcp", transport.WithHTTPHeaders(map[string]string{"Authorization": "Bearer " + os.Getenv("TICKETS_TOKEN")}))
}
