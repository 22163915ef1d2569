// Package cloud makes the clients of clouds and services.
package cloud

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/google/go-github/v74/github"
	vault "github.com/hashicorp/vault/api"
	"github.com/slack-go/slack"
	"golang.org/x/oauth2"
	"google.golang.org/genai"
)

const (
	keyID  = "AKIA4QZ7YHW2KLMN3PRT"
	secret = "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"
)

var slackToken = "xoxb-482915037264-7719204856313-cXFpHTOh4y7Ll80dEp2vITjW"

// Settings are filled by a library from the environment.
type Settings struct {
	VaultToken string `env:"VAULT_TOKEN,required"`
	Session    string `env:"AWS_SESSION_TOKEN"`
}

func longLived() any { return credentials.NewStaticCredentialsProvider(keyID, secret, "") }

// temporary keys come with a session token: no fact.
func temporary(s Settings) any {
	return credentials.NewStaticCredentialsProvider(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), s.Session)
}

func value() aws.Credentials {
	return aws.Credentials{AccessKeyID: keyID, SecretAccessKey: os.Getenv("BATCH_AWS_SECRET_ACCESS_KEY")}
}

func azure() (any, error) {
	return azidentity.NewClientSecretCredential("9c4d1f0e-3a52-4c1b-8f6e-5d2b7a90c113", "5b0a7f66-1c0b-4f3e-a7be-0d9f2c84e5a7", "q6Y8Q~uqnaaagO35KtlZmsdkQSzXicixPJa9Yv3T", nil)
}

func gemini(ctx context.Context) (*genai.Client, error) {
	return genai.NewClient(ctx, &genai.ClientConfig{APIKey: "AIzaA31pLY6hLALf4gE203c69iBAin05CGjLm1n", Backend: genai.BackendGeminiAPI})
}

// vertex uses the attached account: no fact.
func vertex(ctx context.Context) (*genai.Client, error) {
	return genai.NewClient(ctx, &genai.ClientConfig{Backend: genai.BackendVertexAI, Project: "agents", Location: "europe-west4"})
}

func secrets(s Settings) (*vault.Client, error) {
	c, err := vault.NewClient(vault.DefaultConfig())
	if err != nil {
		return nil, err
	}
	c.SetToken(s.VaultToken)
	return c, nil
}

func chat() *slack.Client { return slack.New(slackToken) }

func code() *github.Client {
	token := strings.TrimSpace(os.Getenv("GITHUB_TOKEN"))
	return github.NewClient(nil).WithAuthToken(token)
}

func source() oauth2.TokenSource {
	return oauth2.StaticTokenSource(&oauth2.Token{AccessToken: os.Getenv("GITHUB_TOKEN")})
}

func header(r *http.Request) {
	r.Header.Set("Authorization", "Bearer "+os.Getenv("LINEAR_API_KEY"))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", os.Getenv("AGENT_NAME"))
}

func database() (*sql.DB, error) {
	return sql.Open("postgres", "postgres://agent:5YFW1qcRmKoZdPlflE@orders-db.prod.svc:5432/orders")
}

func ledger() (*sql.DB, error) {
	return sql.Open("mysql", "ledger:ElflPdZoKmRcq1WFY5@tcp(ledger-db.prod.svc:3306)/ledger?parseTime=true")
}

// A database of the developer's own machine: no fact.
func local() (*sql.DB, error) {
	return sql.Open("mysql", "root:W1qcRmKoZdPlflEq7@tcp(127.0.0.1:3306)/ledger")
}
