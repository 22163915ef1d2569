// Package genai gives a model tools with Google's SDK.
package genai

import (
	"context"
	"os"

	"google.golang.org/genai"
)

// Desk answers tickets.
var open = map[string]bool{}

func Desk(ctx context.Context) error {
	client, err := genai.NewClient(ctx, &genai.ClientConfig{APIKey: os.Getenv("GEMINI_API_KEY")}) // want `credential .* env GEMINI_API_KEY`
	if err != nil {
		return err
	}
	answer, err := client.Models.GenerateContent(ctx, "gemini-2.5-flash", genai.Text("Hello"), &genai.GenerateContentConfig{
		SystemInstruction: genai.NewContentFromText("The token is "+os.Getenv("ZENDESK_API_TOKEN"), genai.RoleUser),     // want `leak token prompt ZENDESK_API_TOKEN`
		Tools:             []*genai.Tool{{FunctionDeclarations: []*genai.FunctionDeclaration{{Name: "delete_ticket"}}}}, // want `tool function delete_ticket writes=true approved=false`
	})
	if err != nil {
		return err
	}
	for _, call := range answer.FunctionCalls() {
		if call.Name == "delete_ticket" { // want `agent .*genai`
			delete(open, call.ID)
		}
	}
	return nil
}
