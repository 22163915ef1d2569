// Package door lets callers in to the tools.
package door

import (
	"github.com/golang-jwt/jwt/v5"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Subject is who a token speaks of: its issuer is looked up first, whose key it is then
// checked with.
func Subject(raw string, keys func(issuer string) jwt.Keyfunc) (string, error) {
	seen, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})
	if err != nil {
		return "", err
	}
	issuer, err := seen.Claims.GetIssuer()
	if err != nil {
		return "", err
	}
	token, err := jwt.Parse(raw, keys(issuer), jwt.WithAudience("tickets"), jwt.WithExpirationRequired())
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

// Server has the tools.
func Server() *mcp.Server { return mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil) }
