// Package issuer signs what agents show to each other.
package issuer

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Issue signs for a while.
func Issue(key []byte, sub string, ttl time.Duration) (string, error) {
	now := time.Now()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject:   sub,
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(ttl)),
	}).SignedString(key)
}
