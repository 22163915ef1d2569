package main

import (
	"net/http"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// local is a server of this machine.
func local() *mcp.StreamableClientTransport {
	return &mcp.StreamableClientTransport{
		Endpoint:   "http://localhost:8080/mcp",
		HTTPClient: &http.Client{Transport: &bearer{token: os.Getenv("ZENDESK_API_TOKEN")}},
	}
}

// public is a server that asks for nothing.
func public() *mcp.StreamableClientTransport {
	return &mcp.StreamableClientTransport{Endpoint: "http://weather.example.com/mcp"}
}
