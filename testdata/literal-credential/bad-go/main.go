package planner

import (
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

const key = "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"

// Client talks to the model.
func Client() openai.Client {
	return openai.NewClient(option.WithAPIKey(key))
}
