// Command desk answers tickets.
package main

import (
	"context"
	"crypto/tls"
	"log"
	"log/slog"
	"net/http"
	"os"

	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/genai"
)

func main() {
	log.Printf("started with %s", os.Getenv("OPENAI_API_KEY"))            // want `'OPENAI_API_KEY' of agent 'desk' is written to a log.*credential-in-log`
	slog.Warn("tickets", "token", os.Getenv("ZENDESK_API_TOKEN"))         // want `'ZENDESK_API_TOKEN' of agent 'desk'.*credential-in-log`
	slog.Info("chat", slog.String("token", os.Getenv("SLACK_BOT_TOKEN"))) // want `'SLACK_BOT_TOKEN' of agent 'desk'.*credential-in-log`
	cfg := genai.ClientConfig{APIKey: os.Getenv("GOOGLE_API_KEY")}
	log.Printf("model: %v", cfg) // want `'GOOGLE_API_KEY' of agent 'desk'.*credential-in-log`
	http.DefaultTransport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: os.Getenv("DEV") != ""}}
	model, err := gemini.NewModel(context.Background(), "gemini-2.5-flash", &cfg)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Model: model}); err != nil {
		log.Fatal(err)
	}
}
