// Package broken misses a module and a name.
package broken

import (
	"os"

	"example.com/missing/thing"
	"github.com/openai/openai-go/option"
)

// Ask makes a client all the same.
func Ask() any {
	thing.Start(undefined)
	return option.WithAPIKey(os.Getenv("OPENAI_API_KEY"))
}
