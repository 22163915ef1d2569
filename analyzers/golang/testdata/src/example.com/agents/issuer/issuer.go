package issuer // want package:"has sinks"

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte{}

// Sign signs any claims.
func Sign(claims jwt.MapClaims) (string, error) { // want Sign:"sink jwt.NewWithClaims"
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

// Issue signs for a while.
func Issue(sub string, ttl time.Duration) (string, error) { // want Issue:"sink jwt.NewWithClaims"
	now := time.Now()
	claims := jwt.RegisteredClaims{Subject: sub, IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(ttl))}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

// DayToken signs for days.
func DayToken(sub string, days int) (string, error) { // want DayToken:"sink jwt.NewWithClaims"
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": sub, "exp": time.Now().AddDate(0, 0, days).Unix()}).SignedString(key)
}

// Claims are those that every token starts with.
func Claims(sub string) jwt.MapClaims { // want Claims:"returns claims without an end"
	return jwt.MapClaims{"sub": sub, "iss": "desk"}
}

// Stamp has an end.
func Stamp(sub string) jwt.MapClaims {
	claims := jwt.MapClaims{"sub": sub}
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	return claims
}

// SignStamped gives the claims an end first.
func SignStamped(claims jwt.MapClaims) (string, error) {
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
