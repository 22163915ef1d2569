// Package handover makes the token with which the editor speaks for one draft.
package handover

import (
	"crypto"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// life is enough for one call of the publisher.
const life = 2 * time.Minute

// Token says that the editor may do something with one draft, for two minutes.
func Token(key crypto.Signer, draft, action string) (string, error) {
	now := time.Now()
	claims := jwt.MapClaims{
		"iss":   "newsroom/editor",
		"aud":   "newsroom/publisher",
		"sub":   draft,
		"scope": action,
		"iat":   now.Unix(),
		"exp":   now.Add(life).Unix(),
	}
	return jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims).SignedString(key)
}
