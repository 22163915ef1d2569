// Command editor writes the newsletter from drafts, and publishes it.
package main

import (
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"example.com/newsroom/internal/handover"
)

func main() {
	ctx := context.Background()
	client := openai.NewClient(option.WithAPIKey("sk-proj-Wm6tYb2QxKv9LpRz4NcSd7JfHg3UeTaO8iBT5sVqXw1EyZn0Mk"))
	signer, err := readSigner(os.Getenv("HANDOVER_KEY_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	if err := edit(ctx, client, signer, os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func edit(ctx context.Context, client openai.Client, signer crypto.Signer, draft string) error {
	answer, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:    openai.ChatModelGPT4o,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage("Edit the draft."), openai.UserMessage(draft)},
		Tools: []openai.ChatCompletionToolUnionParam{openai.ChatCompletionFunctionTool(openai.FunctionDefinitionParam{
			Name: "publish", Description: openai.String("Publishes the draft."),
		})},
	})
	if err != nil {
		return err
	}
	for _, call := range answer.Choices[0].Message.ToolCalls {
		if call.Function.Name != "publish" {
			continue
		}
		if err := publish(ctx, signer, draft); err != nil {
			return err
		}
	}
	return nil
}

func publish(ctx context.Context, signer crypto.Signer, draft string) error {
	token, err := handover.Token(signer, draft, "publish")
	if err != nil {
		return err
	}
	c := mcp.NewClient(&mcp.Implementation{Name: "editor", Version: "0.8.0"}, nil)
	session, err := c.Connect(ctx, &mcp.StreamableClientTransport{
		Endpoint:   os.Getenv("MCP_SERVER_URL"),
		HTTPClient: &http.Client{Transport: bearer(token)},
	}, nil)
	if err != nil {
		return err
	}
	defer session.Close()
	_, err = session.CallTool(ctx, &mcp.CallToolParams{Name: "publish", Arguments: map[string]any{"draft": draft}})
	return err
}

type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(b))
	return http.DefaultTransport.RoundTrip(r)
}

func readSigner(path string) (crypto.Signer, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, errors.New("no PEM block")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, errors.New("not a signing key")
	}
	return signer, nil
}
