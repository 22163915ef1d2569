// Package option has the signatures of the real one.
package option

// RequestOption is an option.
type RequestOption func()

// WithAPIKey sets the key.
func WithAPIKey(value string) RequestOption { return nil }
