// Command research collects what is new and hands it to the editor as a draft.
package main

import (
	"context"
	"log"
	"os"
	"os/exec"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/agent"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/cmd/launcher"
	"google.golang.org/adk/cmd/launcher/full"
	"google.golang.org/adk/model/gemini"
	"google.golang.org/adk/tool"
	"google.golang.org/adk/tool/mcptoolset"
	"google.golang.org/genai"
)

func main() {
	ctx := context.Background()
	model, err := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{
		APIKey:      os.Getenv("LITELLM_MASTER_KEY"),
		HTTPOptions: genai.HTTPOptions{BaseURL: os.Getenv("MODELS_URL")},
	})
	if err != nil {
		log.Fatal(err)
	}
	// The reporter's own tools: everything that the GitHub server has.
	github, err := mcptoolset.New(mcptoolset.Config{
		Transport: &mcp.CommandTransport{Command: exec.Command("npx", "-y", "@modelcontextprotocol/server-github")},
	})
	if err != nil {
		log.Fatal(err)
	}
	research, err := llmagent.New(llmagent.Config{
		Name:        "research",
		Model:       model,
		Description: "Collects what happened in a field since yesterday.",
		Instruction: "Search for news of the field that you are given. Answer with titles, addresses and one sentence each.",
		Toolsets:    []tool.Toolset{github},
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := full.NewLauncher().Execute(ctx, &launcher.Config{AgentLoader: agent.NewSingleLoader(research)}, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}
