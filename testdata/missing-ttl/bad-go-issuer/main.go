// Package session makes the tokens of a session.
package session

import (
	"example.com/desk/internal/issuer"
	"github.com/golang-jwt/jwt/v5"
)

// Token proves to the tools who asked.
func Token(agent string, key []byte) (string, error) {
	claims := jwt.MapClaims{"sub": agent}
	claims["aud"] = "tools"
	return issuer.Sign(key, claims)
}
