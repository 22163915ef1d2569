// Command desk answers tickets.
package main

import (
	"log"
	"os"

	"github.com/mark3labs/mcp-go/client"
)

func main() {
	// Both servers get the whole environment of this program beside their list.
	tickets, err := client.NewStdioMCPClient("tickets-mcp", []string{"TICKETS_TOKEN=" + os.Getenv("TICKETS_TOKEN")})
	if err != nil {
		log.Fatal(err)
	}
	defer tickets.Close()
	maps, err := client.NewStdioMCPClient("maps-mcp", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer maps.Close()
}
