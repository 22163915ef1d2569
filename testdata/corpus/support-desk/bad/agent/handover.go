package main

import "github.com/golang-jwt/jwt/v5"

// handover lets an agent act on one ticket.
func handover(agent, ticket string, key []byte) (string, error) {
	claims := jwt.MapClaims{"sub": agent, "aud": "tools", "ticket": ticket}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}
