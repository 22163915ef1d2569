package given

import (
	"flag"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/openai/openai-go/v3/option"
	"github.com/slack-go/slack"
	"github.com/spf13/cobra"
	"k8s.io/client-go/tools/clientcmd/api"
)

type options struct{ slackToken, gitlabToken string }

// Flags give what a person types, or what they are without that.
func flags(cmd *cobra.Command) {
	var o options
	key := flag.String("key", os.Getenv("DESK_OPENAI_API_KEY"), "key of the model")
	flag.StringVar(&o.slackToken, "slack-token", "xoxb-270112430987-2704124309870-qT3ZbXk9vLw2RjN8mYcF5sDa", "token of the bot")
	cmd.Flags().StringVarP(&o.gitlabToken, "gitlab-token", "g", "", "token of the robot")
	flag.Parse()
	option.WithAPIKey(*key)
	slack.New(o.slackToken)
}

// Files hold what a store or an operator writes there.
func files() {
	key, _ := os.ReadFile("/run/secrets/openai-key")
	option.WithAPIKey(strings.TrimSpace(string(key)))
	token, _ := os.ReadFile(os.Getenv("SLACK_TOKEN_FILE"))
	slack.New(string(token))
	_ = api.AuthInfo{Token: os.Getenv("CLUSTER_TOKEN")}
}

// Whoever is named in it is believed.
func believed(raw string) *jwt.Token {
	claims := jwt.MapClaims{}
	token, _, _ := jwt.NewParser(jwt.WithoutClaimsValidation()).ParseUnverified(raw, claims)
	_ = claims["sub"]
	return token
}

// Whoever asks for his own token's end believes nobody.
func ends(raw string) any {
	claims := jwt.MapClaims{}
	jwt.NewParser().ParseUnverified(raw, claims)
	return claims["exp"]
}

func server() *mcp.Server { return mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil) }
