// Package crew builds two agents and a remote one.
package crew

import (
	"google.golang.org/adk/v2/agent"
	"google.golang.org/adk/v2/agent/llmagent"
	"google.golang.org/adk/v2/agent/workflowagents/sequentialagent"
	"google.golang.org/adk/v2/tool/mcptoolset"
)

const writer = "writer"

func build() (agent.Agent, error) {
	tools, err := mcptoolset.New(mcptoolset.Config{})
	if err != nil {
		return nil, err
	}
	cfg := llmagent.Config{Name: writer, Toolsets: []any{tools}}
	w, err := llmagent.New(cfg)
	if err != nil {
		return nil, err
	}
	return sequentialagent.New(sequentialagent.Config{
		AgentConfig: agent.Config{Name: "pipeline", SubAgents: []agent.Agent{w}},
	})
}
