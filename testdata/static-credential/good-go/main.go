// Command desk answers tickets.
package main

import (
	"log"

	"example.com/desk/internal/cloud"
	"google.golang.org/adk/agent/llmagent"
)

func main() {
	credential, err := cloud.Federated()
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Tools: []any{credential}}); err != nil {
		log.Fatal(err)
	}
}
