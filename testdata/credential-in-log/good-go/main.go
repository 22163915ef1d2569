// Command desk answers tickets.
package main

import (
	"context"
	"log"
	"os"

	"example.com/desk/internal/logx"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/genai"
)

type settings struct {
	apiKey string
	model  string
}

func main() {
	cfg := settings{apiKey: os.Getenv("GOOGLE_API_KEY"), model: "gemini-2.5-flash"}
	log.Printf("model %s, key set: %v, %d bytes", cfg.model, cfg.apiKey != "", len(cfg.apiKey))
	logx.Start("tickets", "token", mask(os.Getenv("ZENDESK_API_TOKEN")), "file", os.Getenv("GOOGLE_APPLICATION_CREDENTIALS"))
	model, err := gemini.NewModel(context.Background(), cfg.model, &genai.ClientConfig{APIKey: cfg.apiKey})
	if err != nil {
		log.Fatalf("GOOGLE_API_KEY is not right: %v", err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Model: model}); err != nil {
		log.Fatal(err)
	}
}

func mask(s string) string { return "…" + s[max(0, len(s)-4):] }
