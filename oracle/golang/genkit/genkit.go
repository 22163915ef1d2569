// Package genkit gives a model tools through Genkit.
package genkit

import (
	"context"
	"os"

	"github.com/firebase/genkit/go/ai"
	"github.com/firebase/genkit/go/genkit"
	"github.com/firebase/genkit/go/plugins/googlegenai"
)

type ticket struct{ ID string }

// Desk answers tickets.
func Desk(ctx context.Context) error {
	g := genkit.Init(ctx, genkit.WithPlugins(&googlegenai.GoogleAI{APIKey: os.Getenv("GEMINI_API_KEY")}))         // want `agent .*genkit` `credential gemini-auth-key|google-api-key env GEMINI_API_KEY`
	tool := genkit.DefineTool(g, "close_ticket", "closes", func(ctx *ai.ToolContext, in ticket) (string, error) { // want `tool function close_ticket writes=true approved=\?` `holds GEMINI_API_KEY`
		return os.Getenv("ZENDESK_API_TOKEN"), nil // want `leak token tool-result ZENDESK_API_TOKEN`
	})
	_, err := genkit.Generate(ctx, g, ai.WithTools(tool), ai.WithSystem("The token is "+os.Getenv("ZENDESK_API_TOKEN"))) // want `leak token prompt ZENDESK_API_TOKEN`
	return err
}
