// Package session makes what agents sign in with.
package session

import (
	"crypto/x509"
	"time"

	"example.com/desk/internal/issuer"
	"github.com/hashicorp/vault/api"
)

// Token proves to the tools who asked.
func Token(agent string, key []byte) (string, error) { return issuer.Issue(key, agent, 5*time.Minute) }

// For is a token for as long as somebody says.
func For(agent string, key []byte, ttl time.Duration) (string, error) {
	return issuer.Issue(key, agent, ttl)
}

// Store is how an agent signs in to the store.
func Store(c *api.Client) (*api.Secret, error) {
	return c.Auth().Token().Create(&api.TokenCreateRequest{Policies: []string{"desk"}, TTL: "30m", Period: "1h", ExplicitMaxTTL: "8h"})
}

// Template is an agent's certificate, Authority the one that signs it.
func Template() *x509.Certificate {
	return &x509.Certificate{NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
}

// Authority signs certificates of agents.
func Authority() *x509.Certificate {
	return &x509.Certificate{NotAfter: time.Now().AddDate(10, 0, 0), IsCA: true}
}
