// Command desk answers tickets.
package main

import (
	"crypto/tls"
	"log"
	"net/http"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/tool/mcptoolset"
)

// bearer adds a token to every request.
type bearer struct {
	token string
	base  http.RoundTripper
}

func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.base.RoundTrip(r)
}

// probe sees whether something answers, and sends nothing.
func probe() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
}

func main() {
	if _, err := probe().Do(nil); err != nil {
		log.Fatal(err)
	}
	strict := &http.Transport{TLSClientConfig: &tls.Config{ServerName: "tickets.example.com"}}
	tickets, err := mcptoolset.New(mcptoolset.Config{Transport: &mcp.StreamableClientTransport{
		Endpoint:   "https://tickets.example.com/mcp",
		HTTPClient: &http.Client{Transport: &bearer{token: os.Getenv("ZENDESK_API_TOKEN"), base: strict}},
	}})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Toolsets: []any{tickets}}); err != nil {
		log.Fatal(err)
	}
}
