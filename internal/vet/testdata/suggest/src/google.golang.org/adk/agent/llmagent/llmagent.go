// Package llmagent stands in for the SDK.
package llmagent

type Config struct {
	Name  string
	Model any
}

type Agent struct{}

func New(Config) (*Agent, error) { return nil, nil }
