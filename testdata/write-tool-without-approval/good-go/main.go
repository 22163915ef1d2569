// Command desk answers tickets.
package main

import (
	"log"

	"google.golang.org/adk/agent"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/tool/functiontool"
)

type ticket struct{ ID string }

func handle(ctx agent.Context, in ticket) (map[string]any, error) { return nil, nil }

func main() {
	remove, err := functiontool.New(functiontool.Config{Name: "delete_ticket", RequireConfirmation: true}, handle)
	if err != nil {
		log.Fatal(err)
	}
	closes, err := functiontool.New(functiontool.Config{Name: "close_ticket", RequireConfirmationProvider: func(in ticket) bool { return in.ID != "" }}, handle)
	if err != nil {
		log.Fatal(err)
	}
	read, err := functiontool.New(functiontool.Config{Name: "get_ticket"}, handle)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Tools: []any{remove, closes, read}}); err != nil {
		log.Fatal(err)
	}
}
