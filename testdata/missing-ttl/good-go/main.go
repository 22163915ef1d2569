package session

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Token proves to the tools who asked.
func Token(agent string, key []byte) (string, error) {
	claims := jwt.MapClaims{"sub": agent, "aud": "tools", "exp": time.Now().Add(5 * time.Minute).Unix()}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
