// Package session makes what agents sign in with.
package session

import (
	"crypto/x509"
	"time"

	"example.com/desk/internal/issuer"
	"github.com/hashicorp/vault/api"
)

const year = 365 * 24 * time.Hour

// Token proves to the tools who asked.
func Token(agent string, key []byte) (string, error) { return issuer.Issue(key, agent, 5*year) }

// Store is how an agent signs in to the store.
func Store(c *api.Client) (*api.Secret, error) {
	return c.Auth().Token().Create(&api.TokenCreateRequest{Policies: []string{"desk"}, Period: "1h"})
}

// Template is an agent's certificate.
func Template() *x509.Certificate {
	return &x509.Certificate{NotAfter: time.Now().AddDate(10, 0, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
}
