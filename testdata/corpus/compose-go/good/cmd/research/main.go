// Command research collects what is new and hands it to the editor as a draft.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/agent"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/cmd/launcher"
	"google.golang.org/adk/cmd/launcher/full"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/adk/tool"
	"google.golang.org/adk/tool/mcptoolset"
	"google.golang.org/genai"
)

func main() {
	ctx := context.Background()
	key, err := os.ReadFile(os.Getenv("GATEWAY_KEY_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	model, err := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{
		APIKey:      strings.TrimSpace(string(key)),
		HTTPOptions: genai.HTTPOptions{BaseURL: os.Getenv("MODELS_URL")},
	})
	if err != nil {
		log.Fatal(err)
	}
	search, err := mcptoolset.New(mcptoolset.Config{
		Transport:  &mcp.StreamableClientTransport{Endpoint: os.Getenv("MCPGATEWAY_ENDPOINT"), HTTPClient: withToken("/run/secrets/research_mcp_token")},
		ToolFilter: tool.StringPredicate([]string{"brave_web_search"}),
	})
	if err != nil {
		log.Fatal(err)
	}
	research, err := llmagent.New(llmagent.Config{
		Name:        "research",
		Model:       model,
		Description: "Collects what happened in a field since yesterday.",
		Instruction: "Search for news of the field that you are given. Answer with titles, addresses and one sentence each.",
		Toolsets:    []tool.Toolset{search},
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := full.NewLauncher().Execute(ctx, &launcher.Config{AgentLoader: agent.NewSingleLoader(research)}, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

// withToken sends the token of a file with every request; it is read anew each
// time, because it changes every night.
func withToken(path string) *http.Client {
	return &http.Client{Transport: bearer{path, http.DefaultTransport}}
}

type bearer struct {
	path string
	next http.RoundTripper
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	token, err := os.ReadFile(b.path)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	return b.next.RoundTrip(r)
}
