package leaks // want package:"has sinks"

import (
	"context"
	"fmt"
	"log"
	"net/url"
	"os"

	"example.com/agents/logx"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"go.opentelemetry.io/otel/attribute"
	"golang.org/x/oauth2"
	"google.golang.org/adk/v2/agent"
	"google.golang.org/adk/v2/agent/llmagent"
	"google.golang.org/adk/v2/tool/functiontool"
)

type config struct {
	key  string
	name string
}

// A log, through a helper of another package.
func throughHelper() {
	logx.Infof("starting with %s", os.Getenv("OPENAI_API_KEY"))
	logx.Event("start", "key="+os.Getenv("GITHUB_TOKEN"))
}

// A prompt, through a helper of another package.
func prompt() llmagent.Config {
	key := os.Getenv("JIRA_API_TOKEN")
	return llmagent.Config{Name: "desk", Instruction: logx.Instructions("desk", "Send the header Authorization: "+key)}
}

func promptLiteral() llmagent.Config {
	return llmagent.Config{Name: "desk", Instruction: "Log in with xoxb-263594206564-2343594206574-FGqddMF8t08v8N7Oq4i57vs1 and read the channel."}
}

func message(token string) openai.ChatCompletionMessageParamUnion {
	return openai.SystemMessage("Use the token " + token)
}

func useMessage() { message(os.Getenv("SLACK_BOT_TOKEN")) }

// A parameter that reaches a client is a credential whatever its name.
func Client(k string) openai.Client { // want Client:"sink log.Println option.WithAPIKey"
	log.Println("client for", k)
	return openai.NewClient(option.WithAPIKey(k))
}

func (c *config) client() openai.Client {
	log.Printf("key %s of %s", c.key, c.name)
	return openai.NewClient(option.WithAPIKey(c.key))
}

func dump() openai.Client {
	cfg := config{key: os.Getenv("OPENAI_API_KEY"), name: "desk"}
	log.Printf("%+v", cfg)
	return cfg.client()
}

// What a tool answers.
func tools() {
	functiontool.New(functiontool.Config{Name: "whoami"}, func(ctx agent.Context, in struct{}) (map[string]any, error) {
		if os.Getenv("GITHUB_TOKEN") == "" {
			return nil, fmt.Errorf("no token")
		}
		return map[string]any{"token": os.Getenv("GITHUB_TOKEN")}, nil
	})
}

func call(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	token := os.Getenv("GITHUB_TOKEN")
	if err := dial(token); err != nil {
		return mcp.NewToolResultError(err.Error()), nil
	}
	return mcp.NewToolResultText("signed in with " + token), nil
}

func dial(token string) error { return fmt.Errorf("dial with %s", token) }

func trace(t *oauth2.Token) attribute.KeyValue { return attribute.String("token", t.AccessToken) }

func address() string {
	q := url.Values{}
	q.Set("access_token", os.Getenv("NOTION_TOKEN"))
	return q.Encode()
}

// Quiet: nothing of these shows a credential.
func quiet(key string) {
	log.Println("key set:", os.Getenv("OPENAI_API_KEY") != "")
	log.Println("key is long:", len(os.Getenv("OPENAI_API_KEY")))
	log.Println("key ends in", logx.Masked(os.Getenv("OPENAI_API_KEY")))
	log.Println("file", os.Getenv("GOOGLE_APPLICATION_CREDENTIALS"), os.Getenv("GITHUB_TOKEN_FILE"), os.Getenv("PORT"))
	log.Println("set OPENAI_API_KEY first", key)
	logx.Count(os.Getenv("OPENAI_API_KEY"))
	q := url.Values{}
	q.Set("page_token", os.Getenv("OPENAI_API_KEY"))
	openai.UserMessage("The variable GITHUB_TOKEN holds the token")
}
