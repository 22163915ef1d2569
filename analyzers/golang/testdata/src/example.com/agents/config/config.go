// Package config holds what is the same everywhere.
package config

// FallbackKey is for the demo account.
const FallbackKey = "sk-proj-zowm7UI96qRkT4J09rr6KclcYyct65Ri5L1nqbT3BlbkFJKsZavMMQWiIg8oRtJBynw8b7pBkGSCxEw1Sr30"

// Address is no secret.
const Address = "https://llm.example.com/v1"
