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
	log.Printf("settings: %+v", cfg)
	logx.Start("tickets", "token", os.Getenv("ZENDESK_API_TOKEN"))
	model, err := gemini.NewModel(context.Background(), cfg.model, &genai.ClientConfig{APIKey: cfg.apiKey})
	if err != nil {
		log.Fatalf("no model with key %s: %v", cfg.apiKey, err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Model: model}); err != nil {
		log.Fatal(err)
	}
}
