// Package tokens signs what agents show to each other.
package tokens

import (
	"time"

	"github.com/golang-jwt/jwt/v5"
)

type taskClaims struct {
	Task string `json:"task"`
	jwt.RegisteredClaims
}

const day = 24 * time.Hour

func forever(key []byte, id string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": id}).SignedString(key)
}

func foreverInSteps(key []byte, id string) (string, error) {
	claims := jwt.MapClaims{}
	claims["sub"] = id
	claims["iat"] = time.Now().Unix()
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	return t.SignedString(key)
}

func foreverStruct(key []byte, id string) (string, error) {
	claims := &taskClaims{Task: id, RegisteredClaims: jwt.RegisteredClaims{Issuer: "planner"}}
	claims.Subject = id
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(key)
}

func foreverRegistered(key []byte, id string) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.RegisteredClaims{Subject: id, IssuedAt: jwt.NewNumericDate(time.Now())})
}

func fiveMinutes(key []byte, id string) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.RegisteredClaims{Subject: id, ExpiresAt: jwt.NewNumericDate(time.Now().Add(5 * time.Minute))})
}

func thirtyDays(id string) *jwt.Token {
	claims := jwt.MapClaims{"sub": id}
	expires := time.Now().Add(30 * day)
	claims["exp"] = expires.Unix()
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
}

func oneYear(id string) *jwt.Token {
	c := taskClaims{RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: jwt.NewNumericDate(time.Now().AddDate(1, 0, 0))}}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, c)
}

// The end comes from elsewhere: unknown.

func given(id string, until time.Time) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": id, "exp": until.Unix()})
}

func filled(id string) *jwt.Token {
	claims := jwt.MapClaims{"sub": id}
	addTimes(claims)
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
}

func addTimes(c jwt.MapClaims) { c["exp"] = time.Now().Add(time.Hour).Unix() }

func merged(extra map[string]any) *jwt.Token {
	claims := jwt.MapClaims{"sub": "agent"}
	for k, v := range extra {
		claims[k] = v
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
}

func sometimes(id string, ends bool) *jwt.Token {
	claims := jwt.RegisteredClaims{Subject: id}
	if ends {
		claims.ExpiresAt = jwt.NewNumericDate(time.Now().Add(time.Hour))
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
}

func passed(c jwt.MapClaims) *jwt.Token { return jwt.NewWithClaims(jwt.SigningMethodHS256, c) }

type ownEnd struct {
	jwt.RegisteredClaims
	Exp int64 `json:"exp"`
}

func other() *jwt.Token { return jwt.NewWithClaims(jwt.SigningMethodHS256, ownEnd{Exp: 99}) }
