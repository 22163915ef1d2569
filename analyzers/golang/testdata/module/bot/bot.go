// Package bot asks a model.
package bot

import (
	"os"

	"example.com/typed/model"
)

// Ask makes a client.
func Ask() any { return model.Use(os.Getenv("BOT_OPENAI_API_KEY")) }
