// Package eino builds agents with Eino.
package eino

import (
	"context"
	"os"

	"github.com/cloudwego/eino-ext/components/model/openai"
	"github.com/cloudwego/eino/adk"
	"github.com/cloudwego/eino/components/tool/utils"
	"github.com/cloudwego/eino/schema"
)

type ticket struct{ ID string }

// Desk is an agent.
func Desk(ctx context.Context) (adk.Agent, error) {
	model, err := openai.NewChatModel(ctx, &openai.ChatModelConfig{APIKey: os.Getenv("OPENAI_API_KEY"), Model: "gpt-5"}) // want `credential openai-api-key env OPENAI_API_KEY`
	if err != nil {
		return nil, err
	}
	if _, err := utils.InferTool("close_ticket", "closes", func(ctx context.Context, in ticket) (string, error) { // want `tool function close_ticket writes=true approved=\?`
		return os.Getenv("ZENDESK_API_TOKEN"), nil // want `leak token tool-result ZENDESK_API_TOKEN`
	}); err != nil {
		return nil, err
	}
	_ = schema.SystemMessage("The token is " + os.Getenv("ZENDESK_API_TOKEN")) // want `leak token prompt ZENDESK_API_TOKEN`
	return adk.NewChatModelAgent(ctx, &adk.ChatModelAgentConfig{               // want `agent desk` `holds OPENAI_API_KEY`
		Name:        "desk",
		Description: "answers tickets",
		Model:       model,
	})
}
