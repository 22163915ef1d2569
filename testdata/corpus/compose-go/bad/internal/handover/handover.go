// Package handover makes the token with which the editor speaks for one draft.
package handover

import (
	"crypto"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Token says that the editor may do something with one draft.
func Token(key crypto.Signer, draft, action string) (string, error) {
	now := time.Now()
	claims := jwt.MapClaims{
		"iss":   "newsroom/editor",
		"aud":   "newsroom/publisher",
		"sub":   draft,
		"scope": action,
		"iat":   now.Unix(),
	}
	return jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims).SignedString(key)
}
