// Package issuer signs what agents show to each other.
package issuer

import "github.com/golang-jwt/jwt/v5"

// Sign signs claims with the key of the team.
func Sign(key []byte, claims jwt.MapClaims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
