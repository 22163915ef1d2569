// Command desk answers tickets.
package main

import (
	"context"
	"fmt"
	"log"
	logs "log/slog"
	"os"

	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/genai"
)

func main() {
	log.Printf("100%% of %s with key %q on %-8s", "desk", os.Getenv("OPENAI_API_KEY"), os.Getenv("HOSTNAME"))
	log.Println("tickets are at", os.Getenv("ZENDESK_API_TOKEN"))
	logs.Info("started", "token", os.Getenv("SLACK_BOT_TOKEN"), "host", os.Getenv("HOSTNAME"))
	logs.InfoContext(context.Background(), "started", logs.String("token", os.Getenv("GITHUB_TOKEN")))
	log.Printf("%d %*s\n", 1, 20, os.Getenv("ANTHROPIC_API_KEY"))
	fmt.Println("desk")
	model, err := gemini.NewModel(context.Background(), "gemini-2.5-flash", &genai.ClientConfig{APIKey: os.Getenv("GOOGLE_API_KEY")})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Model: model}); err != nil {
		log.Fatal(err)
	}
}
