// Command desk answers tickets.
package main

import (
	"log"
	"os"

	"example.com/desk/internal/prompts"
	"google.golang.org/adk/agent/llmagent"
)

func main() {
	if os.Getenv("ZENDESK_API_TOKEN") == "" {
		log.Fatal("set ZENDESK_API_TOKEN")
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Instruction: prompts.Desk(os.Getenv("AGENT_NAME"), "the tool sign_in")}); err != nil {
		log.Fatal(err)
	}
}
