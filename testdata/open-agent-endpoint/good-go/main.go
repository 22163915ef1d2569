// Command tickets serves tools for tickets over MCP.
package main

import (
	"flag"
	"log"
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// signedIn asks every caller for a token.
func signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	address := flag.String("listen", ":8080", "the address")
	server := mcp.NewServer(&mcp.Implementation{Name: "tickets"}, nil)
	wrapped := http.NewServeMux()
	wrapped.Handle("/mcp", signedIn(mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil)))
	go http.ListenAndServe(":8080", wrapped)

	around := http.NewServeMux()
	around.Handle("/mcp", mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil))
	go http.ListenAndServe(":8081", signedIn(around))

	go http.ListenAndServe("127.0.0.1:8082", mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil))
	go http.ListenAndServe(*address, mcp.NewSSEHandler(func(*http.Request) *mcp.Server { return server }, nil))

	chosen := mcp.NewStreamableHTTPHandler(func(r *http.Request) *mcp.Server {
		if r.Header.Get("Authorization") == "" {
			return nil
		}
		return server
	}, nil)
	log.Fatal(http.ListenAndServe(":8083", chosen))
}
