// Command desk answers tickets.
package main

import (
	"log"
	"os"

	"example.com/desk/internal/prompts"
	"google.golang.org/adk/agent/llmagent"
)

func main() {
	token := os.Getenv("ZENDESK_API_TOKEN")
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Instruction: prompts.Desk("Ada", token)}); err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "night", Instruction: "Post to the channel with xoxb-270112430987-2704124309870-qT3ZbXk9vLw2RjN8mYcF5sDa."}); err != nil {
		log.Fatal(err)
	}
}
