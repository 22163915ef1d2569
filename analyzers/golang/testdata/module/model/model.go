// Package model makes clients.
package model

import "github.com/openai/openai-go/option"

// Use takes a key.
func Use(key string) any { return option.WithAPIKey(key) }
