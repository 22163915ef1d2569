// Package genai stands in for the SDK.
package genai

type ClientConfig struct{ APIKey string }
