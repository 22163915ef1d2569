// Package model makes clients of the model.
package model

import "github.com/openai/openai-go/option"

// Key is how a client signs in.
func Key(key string) option.RequestOption { return option.WithAPIKey(key) }
