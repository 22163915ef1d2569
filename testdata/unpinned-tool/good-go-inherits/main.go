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
	// The server gets what it needs to be found, and no more.
	cmd := exec.Command("npx", "-y", "@acme/weather-mcp")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	weather, err := mcptoolset.New(mcptoolset.Config{Transport: &mcp.CommandTransport{Command: cmd}})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "planner", Model: model, Toolsets: []any{weather}}); err != nil {
		log.Fatal(err)
	}
}
