package main

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// taskLife is how long an approved step may take.
const taskLife = 10 * time.Minute

// taskToken lets the executor carry out one step.
func taskToken(request, step string, key []byte) (string, error) {
	now := time.Now()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Subject:   "executor",
		Audience:  jwt.ClaimStrings{"changes"},
		ID:        request + "/" + step,
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(taskLife)),
	}).SignedString(key)
}
