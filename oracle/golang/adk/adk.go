// Package adk builds agents with Google's Agent Development Kit.
package adk

import (
	"context"
	"log"
	"os"
	"os/exec"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/v2/agent"
	"google.golang.org/adk/v2/agent/llmagent"
	"google.golang.org/adk/v2/agent/workflowagents/sequentialagent"
	"google.golang.org/adk/v2/model/gemini"
	"google.golang.org/adk/v2/tool"
	"google.golang.org/adk/v2/tool/agenttool"
	"google.golang.org/adk/v2/tool/functiontool"
	"google.golang.org/adk/v2/tool/mcptoolset"
	"google.golang.org/genai"
)

type ticket struct{ ID string }

type answer struct{ Text string }

// Desk is two agents with one key.
func Desk(ctx context.Context) (agent.Agent, error) {
	model, err := gemini.NewModel(ctx, "gemini-2.5-flash", &genai.ClientConfig{APIKey: os.Getenv("GOOGLE_API_KEY")}) // want `credential google-api-key env GOOGLE_API_KEY`
	if err != nil {
		return nil, err
	}
	remove, err := functiontool.New(functiontool.Config{Name: "delete_ticket", Description: "deletes"}, // want `tool function delete_ticket writes=true approved=false`
		func(ctx agent.Context, in ticket) (answer, error) {
			return answer{Text: "signed in with " + os.Getenv("ZENDESK_API_TOKEN")}, nil // want `leak token tool-result ZENDESK_API_TOKEN`
		})
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("npx", "-y", "@modelcontextprotocol/server-github")
	cmd.Env = append(os.Environ(), "GITHUB_PERSONAL_ACCESS_TOKEN="+os.Getenv("GITHUB_TOKEN")) // want `credential github-token env GITHUB_TOKEN`
	github, err := mcptoolset.New(mcptoolset.Config{
		Transport:           &mcp.CommandTransport{Command: cmd}, // want `tool mcp-stdio @modelcontextprotocol/server-github writes=true approved=true` `holds GITHUB_TOKEN` `holds GOOGLE_API_KEY`
		RequireConfirmation: true,
	})
	if err != nil {
		return nil, err
	}
	triage, err := llmagent.New(llmagent.Config{ // want `agent triage` `holds GOOGLE_API_KEY` `holds go-leak`
		Name:        "triage",
		Model:       model,
		Instruction: "Sign in with " + os.Getenv("ZENDESK_API_TOKEN"), // want `leak token prompt ZENDESK_API_TOKEN`
		Tools:       []tool.Tool{remove},
	})
	if err != nil {
		return nil, err
	}
	coder, err := llmagent.New(llmagent.Config{Name: "coder", Model: model, Toolsets: []tool.Toolset{github}}) // want `agent coder` `holds GOOGLE_API_KEY`
	if err != nil {
		return nil, err
	}
	log.Printf("key %s", os.Getenv("GOOGLE_API_KEY"))                                                       // want `leak google-api-key log GOOGLE_API_KEY`
	lead, err := llmagent.New(llmagent.Config{Name: "lead", Tools: []tool.Tool{agenttool.New(coder, nil)}}) // want `agent lead` `delegates-to coder`
	if err != nil {
		return nil, err
	}
	return sequentialagent.New(sequentialagent.Config{AgentConfig: agent.Config{Name: "desk", SubAgents: []agent.Agent{triage, lead}}}) // want `agent desk` `delegates-to triage` `delegates-to lead`
}
