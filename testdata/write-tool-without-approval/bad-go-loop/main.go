// Command desk answers tickets: it calls what the model asks for.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	client := anthropic.NewClient()
	params := anthropic.MessageNewParams{
		Model:     "claude-sonnet-4-5",
		MaxTokens: 1024,
		Tools:     tools(),
	}
	for range 10 {
		message, err := client.Messages.New(context.Background(), params)
		if err != nil {
			log.Fatal(err)
		}
		for _, block := range message.Content {
			switch call := block.AsAny().(type) {
			case anthropic.ToolUseBlock:
				if err := handle(call); err != nil {
					log.Print(err)
				}
			}
		}
	}
}

func tools() []anthropic.ToolUnionParam {
	list := []anthropic.ToolParam{{Name: "find_ticket"}, {Name: "delete_ticket"}}
	all := make([]anthropic.ToolUnionParam, len(list))
	for i := range list {
		all[i] = anthropic.ToolUnionParam{OfTool: &list[i]}
	}
	return all
}

func handle(call anthropic.ToolUseBlock) error {
	var in struct{ ID string }
	if err := json.Unmarshal(call.Input, &in); err != nil {
		return err
	}
	method := http.MethodGet
	switch call.Name {
	case "delete_ticket":
		method = http.MethodDelete
	case "find_ticket":
	}
	r, err := http.NewRequest(method, "https://tickets.example.com/"+in.ID, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(r)
	return err
}
