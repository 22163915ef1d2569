// Package desk answers tickets.
package desk

import (
	"context"
	"os"

	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/genai"
)

// Run answers tickets until it is stopped.
func Run() error {
	model, err := gemini.NewModel(context.Background(), "gemini-2.5-flash", &genai.ClientConfig{APIKey: os.Getenv("LITELLM_MASTER_KEY")})
	if err != nil {
		return err
	}
	_, err = llmagent.New(llmagent.Config{Name: "desk", Model: model})
	return err
}
