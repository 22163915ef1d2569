// Package session makes the tokens of a session.
package session

import (
	"time"

	"example.com/desk/internal/issuer"
	"github.com/golang-jwt/jwt/v5"
)

// Token proves to the tools who asked.
func Token(agent string, key []byte) (string, error) {
	claims := jwt.MapClaims{"sub": agent}
	claims["exp"] = time.Now().Add(5 * time.Minute).Unix()
	return issuer.Sign(key, claims)
}

// Given has what its caller says.
func Given(key []byte, claims jwt.MapClaims) (string, error) { return issuer.Sign(key, claims) }
