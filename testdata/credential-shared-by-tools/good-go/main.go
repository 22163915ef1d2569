// Command desk answers tickets.
package main

import (
	"context"
	"log"
	"os"
	"os/exec"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

func main() {
	// Each server gets what it needs, and nothing of what the other one has.
	tickets := exec.Command("tickets-mcp")
	tickets.Env = []string{"TICKETS_TOKEN=" + os.Getenv("TICKETS_TOKEN")}
	maps := exec.Command("maps-mcp")
	maps.Env = []string{"HOME=" + os.Getenv("HOME")}
	client := mcp.NewClient(&mcp.Implementation{Name: "desk", Version: "1.0.0"}, nil)
	for _, transport := range []mcp.Transport{&mcp.CommandTransport{Command: tickets}, &mcp.CommandTransport{Command: maps}} {
		session, err := client.Connect(context.Background(), transport, nil)
		if err != nil {
			log.Fatal(err)
		}
		defer session.Close()
	}
}
