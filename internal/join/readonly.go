package join

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// modelVendors sell answers of models: a key of theirs writes nothing that an
// agent's task is about.
var modelVendors = map[string]bool{
	"openai": true, "anthropic": true, "mistral": true, "cohere": true, "groq": true, "xai": true, "perplexity": true, "openrouter": true,
	"deepseek": true, "together ai": true, "cerebras": true, "nvidia": true, "fireworks ai": true, "replicate": true, "volcengine": true,
}

// modelKeys are the same of vendors that sell other things too. What an API key
// of Google opens without a person's sign-in is to be read.
var modelKeys = map[string]bool{
	"google-api-key": true, "gemini-auth-key": true, "azure-openai-api-key": true, "bedrock-api-key": true, "bedrock-session-key": true,
}

// changes says whether a credential may change something. Unknown ones may.
func changes(c *nhi.Credential) bool {
	model := modelVendors[strings.ToLower(c.Vendor)] || modelKeys[c.Kind]
	return c.Administrative || !model && c.Attributes["access"] != "read"
}

// readOnly marks the agents that can be shown to change nothing: something is
// known of what they may do, and nothing of it writes, nor of what the agents may
// do that they delegate to.
func (j *joiner) readOnly() {
	known := map[string]bool{}
	writes := map[string]bool{}
	for _, g := range j.inv.Grants {
		for _, r := range g.Agents {
			known[r.Key] = true
			writes[r.Key] = writes[r.Key] || g.Writes || g.Breadth == "admin" || len(g.Hazards) > 0
		}
	}
	for _, t := range j.inv.Tools {
		if t.Kind == "action" {
			continue // it starts the agent, with the rights that the job's grants tell
		}
		for _, r := range t.Agents {
			known[r.Key] = known[r.Key] || t.Writes != nil
			writes[r.Key] = writes[r.Key] || t.Writes == nil || *t.Writes
		}
	}
	for _, c := range j.inv.Credentials {
		if c.Kind == "kubernetes-automounted-token" || c.Kind == "kubernetes-projected-token" {
			continue // what it opens is in the grants
		}
		for _, r := range c.Agents {
			writes[r.Key] = writes[r.Key] || changes(c)
		}
	}
	for _, c := range j.inv.Controls {
		if c.Kind != "secret-scope" || c.State != "off" {
			continue
		}
		for _, r := range c.Agents {
			writes[r.Key] = true // whatever secrets there are
		}
	}
	j.throughDelegates(writes)
	for _, a := range j.inv.Agents {
		a.ReadOnly = known[a.Key] && !writes[a.Key]
	}
	for _, g := range j.inv.Grants {
		g.ReadOnly = len(g.Agents) > 0
		for _, r := range g.Agents {
			if a := j.agents[j.same.find(r.Key)]; a == nil || !a.ReadOnly {
				g.ReadOnly = false
			}
		}
	}
}
