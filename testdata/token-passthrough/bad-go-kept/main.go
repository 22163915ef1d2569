// Package desk answers tickets as whoever asks.
package desk

import (
	"net/http"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

var (
	once   sync.Once
	client openai.Client
	token  string
)

// Answer asks the model; everybody after the first does so with the first one's token.
func Answer(w http.ResponseWriter, r *http.Request) {
	once.Do(func() { client = openai.NewClient(option.WithAPIKey(r.Header.Get("Authorization"))) })
	w.WriteHeader(http.StatusNoContent)
}

// Login keeps the token for the sake of Tickets.
func Login(w http.ResponseWriter, r *http.Request) { token = r.Header.Get("Authorization") }

// Tickets asks with the token of whoever came last.
func Tickets(out *http.Request) { out.Header.Set("Authorization", token) }

// Server has the tools.
func Server() *mcp.Server { return mcp.NewServer(&mcp.Implementation{Name: "desk"}, nil) }
