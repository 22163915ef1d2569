// Command desk answers tickets.
package main

import (
	"log"

	"google.golang.org/adk/agent"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/tool/functiontool"
)

type ticket struct{ ID string }

func remove(ctx agent.Context, in ticket) (map[string]any, error) { return nil, nil }

func main() {
	tool, err := functiontool.New(functiontool.Config{Name: "delete_ticket", Description: "deletes a ticket"}, remove)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Tools: []any{tool}}); err != nil {
		log.Fatal(err)
	}
}
