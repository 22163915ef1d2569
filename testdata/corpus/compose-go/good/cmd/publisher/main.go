// Command publisher is the MCP server in front of the content system. It does what
// the token of its caller says, and nothing else.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type input struct {
	Draft string `json:"draft"`
}

func main() {
	public, err := os.ReadFile(os.Getenv("HANDOVER_PUBLIC_KEY_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	key, err := jwt.ParseEdPublicKeyFromPEM(public)
	if err != nil {
		log.Fatal(err)
	}
	verify := func(_ context.Context, text string, _ *http.Request) (*auth.TokenInfo, error) {
		token, err := jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil },
			jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithAudience("newsroom/publisher"), jwt.WithIssuer("newsroom/editor"), jwt.WithExpirationRequired())
		if err != nil {
			return nil, auth.ErrInvalidToken
		}
		claims := token.Claims.(jwt.MapClaims)
		until, err := claims.GetExpirationTime()
		if err != nil {
			return nil, auth.ErrInvalidToken
		}
		scope, _ := claims["scope"].(string)
		return &auth.TokenInfo{Scopes: []string{scope}, Expiration: until.Time}, nil
	}
	server := mcp.NewServer(&mcp.Implementation{Name: "publisher", Version: "0.8.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "publish", Description: "Publishes a draft."}, publish)
	handler := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil)
	http.Handle("/mcp", auth.RequireBearerToken(verify, &auth.RequireBearerTokenOptions{Scopes: []string{"publish"}})(handler))
	log.Fatal((&http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}).ListenAndServe())
}

func publish(ctx context.Context, _ *mcp.CallToolRequest, in input) (*mcp.CallToolResult, any, error) {
	token, err := os.ReadFile(os.Getenv("CMS_TOKEN_FILE"))
	if err != nil {
		return nil, nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://cms.example.com/drafts/"+in.Draft+"/publish", nil)
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Authorization", "Bearer "+string(token))
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: resp.Status}}}, nil, nil
}
