// Package quiet uses clients in ways that show nothing.
package quiet

import (
	"os"

	"github.com/openai/openai-go/v3/option"
	"github.com/slack-go/slack"
)

type vault interface{ Key() string }

func known(v vault, keys map[string]string, f func(string) string) []any {
	return []any{
		option.WithAPIKey(v.Key()),
		option.WithAPIKey(keys["openai"]),
		option.WithAPIKey(f("OPENAI_API_KEY")),
		option.WithAPIKey(""),
		option.WithAPIKey("your-api-key-here"),
		option.WithAPIKey("not-needed"),
		slack.New("xoxb-your-token"),
		os.Getenv("DATABASE_PASSWORD"),
	}
}
