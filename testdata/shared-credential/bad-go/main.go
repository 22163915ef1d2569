// Command desk answers tickets and pays refunds.
package main

import (
	"context"
	"log"
	"os"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/genai"
)

func main() {
	ctx := context.Background()
	// Two agents that have nothing to do with each other.
	for _, build := range []func(context.Context) error{triage, refund} {
		if err := build(ctx); err != nil {
			log.Fatal(err)
		}
	}
}

func model(ctx context.Context) any {
	m, err := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{APIKey: os.Getenv("GOOGLE_API_KEY")})
	if err != nil {
		log.Fatal(err)
	}
	return m
}

func tools() any {
	c, err := client.NewStreamableHttpClient("https://tickets.example.com/mcp", transport.WithHTTPHeaders(map[string]string{"Authorization": "Bearer " + os.Getenv("ZENDESK_API_TOKEN")}))
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func triage(ctx context.Context) error {
	_, err := llmagent.New(llmagent.Config{Name: "triage", Model: model(ctx), Toolsets: []any{tools()}})
	return err
}

func refund(ctx context.Context) error {
	_, err := llmagent.New(llmagent.Config{Name: "refund", Model: model(ctx), Toolsets: []any{tools()}})
	return err
}
