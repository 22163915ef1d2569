// Package issuer signs what agents show to each other.
package issuer

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Issue signs for a while.
func Issue(key []byte, sub string, ttl time.Duration) (string, error) {
	claims := jwt.RegisteredClaims{Subject: sub, ExpiresAt: jwt.NewNumericDate(time.Now().Add(ttl))}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

// Sign signs whatever it is given.
func Sign(key []byte, claims jwt.MapClaims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
