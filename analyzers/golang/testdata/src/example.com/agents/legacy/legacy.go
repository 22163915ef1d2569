// Package legacy is one agent with the keys it uses.
package legacy

import (
	"context"
	"os"

	"github.com/sashabaranov/go-openai"
	"github.com/tmc/langchaingo/agents"
	lcopenai "github.com/tmc/langchaingo/llms/openai"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

func run(ctx context.Context) error {
	key, ok := os.LookupEnv("OPENAI_API_KEY")
	if !ok {
		key = "sk-proj-k5g0Nh9ZXBQEcVJjdfBYLl09K45VkfWD4vMJfrT3BlbkFJtwtqiMqZ700lmhKQk80lwXxQoVoEDyczQQeXL5"
	}
	plain := openai.NewClient(key)
	llm, err := lcopenai.New(lcopenai.WithToken(os.Getenv("OPENAI_API_KEY")))
	if err != nil {
		return err
	}
	_, err = agents.Initialize(llm, nil, "zeroShotReactDescription")
	_, _ = plain, mcp.NewServer(&mcp.Implementation{Name: "ledger", Version: "1.4.0"}, nil)
	return err
}
