// Package gate sends what agents ask on to the tools.
package gate

import (
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Tickets asks the tickets with the caller's token.
func Tickets(w http.ResponseWriter, r *http.Request) {
	out, err := http.NewRequest("GET", "https://tickets.example.com/", nil)
	if err != nil {
		w.WriteHeader(500)
		return
	}
	token := r.Header.Get("Authorization")
	out.Header.Set("Authorization", token)
	http.DefaultClient.Do(out)
}

// Server has the tools.
func Server() *mcp.Server { return mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil) }
