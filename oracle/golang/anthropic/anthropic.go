// Package anthropic runs tools in a loop with Anthropic's SDK.
package anthropic

import (
	"context"
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

// Client is made through a function.
func Client(key string) anthropic.Client { return anthropic.NewClient(option.WithAPIKey(key)) }

// Desk answers tickets.
var open = map[string]bool{}

func Desk(ctx context.Context) error {
	client := Client(os.Getenv("ANTHROPIC_API_KEY")) // want `credential anthropic-api-key env ANTHROPIC_API_KEY`
	message, err := client.Messages.New(ctx, anthropic.MessageNewParams{
		MaxTokens: 1024,
		System:    []anthropic.TextBlockParam{{Text: "The token is " + os.Getenv("ZENDESK_API_TOKEN")}}, // want `leak token prompt ZENDESK_API_TOKEN`
		Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock("Hello"))},
		Tools:     []anthropic.ToolUnionParam{{OfTool: &anthropic.ToolParam{Name: "delete_ticket"}}}, // want `tool function delete_ticket writes=true approved=false`
	})
	if err != nil {
		return err
	}
	for _, block := range message.Content {
		if use, ok := block.AsAny().(anthropic.ToolUseBlock); ok {
			if use.Name == "delete_ticket" { // want `agent .*anthropic`
				delete(open, use.ID)
			}
		}
	}
	return nil
}
