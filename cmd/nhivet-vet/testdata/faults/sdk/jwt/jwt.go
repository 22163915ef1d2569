// Package jwt has the shape of github.com/golang-jwt/jwt.
package jwt

import "time"

type SigningMethod struct{}

var SigningMethodHS256 SigningMethod

type Claims interface{ claims() }
type MapClaims map[string]any

func (MapClaims) claims() {}

type NumericDate struct{ time.Time }

func NewNumericDate(t time.Time) *NumericDate { return &NumericDate{t} }

type RegisteredClaims struct {
	Subject             string
	ExpiresAt, IssuedAt *NumericDate
}

func (RegisteredClaims) claims() {}

type Token struct{}

func NewWithClaims(SigningMethod, Claims) *Token  { return nil }
func (t *Token) SignedString(any) (string, error) { return "", nil }
