// Package gemini stands in for the SDK.
package gemini

import (
	"context"

	"google.golang.org/genai"
)

type Model struct{}

func NewModel(context.Context, string, *genai.ClientConfig) (*Model, error) { return nil, nil }
