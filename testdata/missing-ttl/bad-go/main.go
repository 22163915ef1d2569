package session

import "github.com/golang-jwt/jwt/v5"

// Token proves to the tools who asked.
func Token(agent string, key []byte) (string, error) {
	claims := jwt.MapClaims{"sub": agent, "aud": "tools"}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
