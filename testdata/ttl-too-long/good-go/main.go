// Package identity asks for the tokens of agents.
package identity

import (
	"time"

	"github.com/hashicorp/vault/api"
	authv1 "k8s.io/api/authentication/v1"
	"k8s.io/utils/ptr"
)

const hour = time.Hour

// Request asks for an account's token.
func Request() *authv1.TokenRequest {
	return &authv1.TokenRequest{Spec: authv1.TokenRequestSpec{Audiences: []string{"tools"}, ExpirationSeconds: ptr.To(int64(hour.Seconds()))}}
}

// Store asks for a token of the store.
func Store(c *api.Client) (*api.Secret, error) {
	return c.Auth().Token().Create(&api.TokenCreateRequest{Policies: []string{"desk"}, TTL: "30m"})
}
