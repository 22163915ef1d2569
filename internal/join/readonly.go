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
	known, writes := map[*nhi.Agent]bool{}, map[*nhi.Agent]bool{}
	for _, g := range j.inv.Grants {
		does := g.Writes || g.Breadth == "admin" || len(g.Hazards) > 0
		for _, r := range g.Agents {
			a := r.Agent()
			known[a] = true
			if does {
				writes[a] = true
			}
		}
	}
	for _, t := range j.inv.Tools {
		if t.Kind == "action" {
			continue // it starts the agent, with the rights that the job's grants tell
		}
		for _, r := range t.Agents {
			a := r.Agent()
			if t.Writes != nil {
				known[a] = true
			}
			if t.Writes == nil || *t.Writes {
				writes[a] = true
			}
		}
	}
	for _, c := range j.inv.Credentials {
		if c.Kind == "kubernetes-automounted-token" || c.Kind == "kubernetes-projected-token" || !changes(c) {
			continue // what it opens is in the grants, or nothing
		}
		for _, r := range c.Agents {
			writes[r.Agent()] = true
		}
	}
	for _, c := range j.inv.Controls {
		if c.Kind != "secret-scope" || c.State != "off" {
			continue
		}
		for _, r := range c.Agents {
			writes[r.Agent()] = true // whatever secrets there are
		}
	}
	j.throughDelegates(writes)
	for _, a := range j.inv.Agents {
		a.ReadOnly = known[a] && !writes[a]
	}
	for _, g := range j.inv.Grants {
		g.ReadOnly = len(g.Agents) > 0
		for _, r := range g.Agents {
			if !r.Agent().ReadOnly {
				g.ReadOnly = false
				break
			}
		}
	}
}
