// Package option has the options of clients.
package option

type RequestOption struct{}

func WithAPIKey(key string) RequestOption { return RequestOption{} }
