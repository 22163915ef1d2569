// Package prompts has what the model is told first.
package prompts

import (
	"fmt"

	"github.com/openai/openai-go"
)

// Desk tells the model how it signs in.
func Desk(login string) openai.ChatCompletionMessageParamUnion {
	return openai.SystemMessage(fmt.Sprintf("You answer tickets. Sign in with %s.", login))
}
