// Command planner plans trips.
package main

import (
	"context"
	"log"
	"os"
	"os/exec"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/adk/tool/mcptoolset"
	"google.golang.org/genai"
)

func main() {
	model, err := gemini.NewModel(context.Background(), "gemini-2.5-flash", &genai.ClientConfig{APIKey: os.Getenv("GEMINI_API_KEY")})
	if err != nil {
		log.Fatal(err)
	}
	// Without an environment of its own the server inherits this one.
	weather, err := mcptoolset.New(mcptoolset.Config{Transport: &mcp.CommandTransport{Command: exec.Command("npx", "-y", "@acme/weather-mcp")}})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "planner", Model: model, Toolsets: []any{weather}}); err != nil {
		log.Fatal(err)
	}
}
