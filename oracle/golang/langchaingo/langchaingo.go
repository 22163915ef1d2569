// Package langchaingo builds an agent with LangChainGo.
package langchaingo

import (
	"context"
	"os"

	"github.com/tmc/langchaingo/agents"
	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/openai"
	"github.com/tmc/langchaingo/tools"
)

// Desk is an agent.
func Desk(ctx context.Context) (*agents.Executor, error) {
	llm, err := openai.New(openai.WithToken(os.Getenv("OPENAI_API_KEY"))) // want `credential openai-api-key env OPENAI_API_KEY`
	if err != nil {
		return nil, err
	}
	if _, err := llms.GenerateFromSinglePrompt(ctx, llm, "The token is "+os.Getenv("ZENDESK_API_TOKEN")); err != nil { // want `leak token prompt ZENDESK_API_TOKEN`
		return nil, err
	}
	return agents.NewExecutor(agents.NewOneShotAgent(llm, []tools.Tool{tools.Calculator{}})), nil // want `agent .*langchaingo` `holds OPENAI_API_KEY`
}
