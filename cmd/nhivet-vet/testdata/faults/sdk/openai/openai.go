// Package openai has the shape of github.com/openai/openai-go.
package openai

type ChatCompletionMessageParamUnion struct{}

func SystemMessage[T any](content T) ChatCompletionMessageParamUnion {
	return ChatCompletionMessageParamUnion{}
}
