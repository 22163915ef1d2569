// Package gate sends what agents ask on to the tools.
package gate

import (
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Tickets asks the tickets with a token of its own, for the caller.
func Tickets(exchange func(token string) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, err := exchange(r.Header.Get("Authorization"))
		if err != nil {
			w.WriteHeader(401)
			return
		}
		out, err := http.NewRequest("GET", "https://tickets.example.com/", nil)
		if err != nil {
			w.WriteHeader(500)
			return
		}
		out.Header.Set("Authorization", "Bearer "+token)
		out.Header.Set("X-Request-Id", r.Header.Get("X-Request-Id"))
		http.DefaultClient.Do(out)
	}
}

// Server has the tools.
func Server() *mcp.Server { return mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil) }
