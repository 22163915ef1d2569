package llm // want package:"has sinks"

import (
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	aoption "github.com/anthropics/anthropic-sdk-go/option"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

// Config is what New wants.
type Config struct {
	Key     string // want Key:"sink option.WithAPIKey"
	BaseURL string
	private string
}

// New makes a client of a configuration.
func New(cfg Config) openai.Client {
	return openai.NewClient(option.WithAPIKey(cfg.Key), option.WithBaseURL(cfg.BaseURL))
}

// WithKey makes a client of a key.
func WithKey(baseURL, key string) openai.Client { // want WithKey:"sink option.WithAPIKey"
	if key == "" {
		key = os.Getenv("OPENAI_API_KEY")
	}
	return openai.NewClient(option.WithAPIKey(key), option.WithBaseURL(baseURL))
}

// Claude hands its key on to a function of this package.
func Claude(key string) anthropic.Client { return claude(key) } // want Claude:"sink option.WithAPIKey"

func claude(key string) anthropic.Client {
	return anthropic.NewClient(aoption.WithAPIKey(key))
}

// Setting reads a setting.
func Setting(name, fallback string) string { // want Setting:"reads the environment"
	if v, ok := os.LookupEnv(name); ok {
		return v
	}
	return fallback
}
