// Package openai gives a model tools with OpenAI's SDK.
package openai

import (
	"context"
	"os"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

// Desk answers tickets.
var open = map[string]bool{}

func Desk(ctx context.Context) error {
	client := openai.NewClient(option.WithAPIKey(os.Getenv("OPENAI_API_KEY"))) // want `credential openai-api-key env OPENAI_API_KEY`
	answer, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:    openai.ChatModelGPT5,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage("The token is " + os.Getenv("ZENDESK_API_TOKEN"))}, // want `leak token prompt ZENDESK_API_TOKEN`
		Tools: []openai.ChatCompletionToolUnionParam{
			openai.ChatCompletionFunctionTool(openai.FunctionDefinitionParam{Name: "delete_ticket"}), // want `tool function delete_ticket writes=true approved=false`
		},
	})
	if err != nil {
		return err
	}
	for _, call := range answer.Choices[0].Message.ToolCalls {
		if call.Function.Name == "delete_ticket" { // want `agent .*openai`
			delete(open, call.ID)
		}
	}
	return nil
}
