// Package door lets callers in to the tools.
package door

import (
	"context"
	"errors"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Subject is who a token speaks of. Several clients may ask.
func Subject(ctx context.Context, p *oidc.Provider, raw string) (string, error) {
	token, err := p.Verifier(&oidc.Config{SkipClientIDCheck: true}).Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	if !slices.Contains(token.Audience, "tickets") {
		return "", errors.New("the token is for somebody else")
	}
	return token.Subject, nil
}

// Strict lets one client in.
func Strict(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "tickets", SkipExpiryCheck: false})
}

// Server has the tools.
func Server() *mcp.Server { return mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil) }
