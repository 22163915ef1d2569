// Command desk answers tickets, with two agents that work for one.
package main

import (
	"context"
	"log"
	"os"

	"google.golang.org/adk/agent"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/genai"
)

func main() {
	ctx := context.Background()
	model := newModel(ctx, os.Getenv("DESK_GOOGLE_API_KEY"))
	triage, err := llmagent.New(llmagent.Config{Name: "triage", Model: model})
	if err != nil {
		log.Fatal(err)
	}
	refund, err := llmagent.New(llmagent.Config{Name: "refund", Model: model})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Model: model, SubAgents: []agent.Agent{triage, refund}}); err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "night", Model: newModel(ctx, os.Getenv("NIGHT_GOOGLE_API_KEY"))}); err != nil {
		log.Fatal(err)
	}
}

func newModel(ctx context.Context, key string) any {
	m, err := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{APIKey: key})
	if err != nil {
		log.Fatal(err)
	}
	return m
}
