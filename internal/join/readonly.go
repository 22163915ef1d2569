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
	known, writes := map[*node]bool{}, map[*node]bool{}
	for _, g := range j.inv.Grants {
		for _, r := range g.Agents {
			n := j.at(r.Key)
			known[n] = true
			if g.Writes || g.Breadth == "admin" || len(g.Hazards) > 0 {
				writes[n] = true
			}
		}
	}
	for _, t := range j.inv.Tools {
		if t.Kind == "action" {
			continue // it starts the agent, with the rights that the job's grants tell
		}
		for _, r := range t.Agents {
			n := j.at(r.Key)
			if t.Writes != nil {
				known[n] = true
			}
			if t.Writes == nil || *t.Writes {
				writes[n] = true
			}
		}
	}
	for _, c := range j.inv.Credentials {
		if c.Kind == "kubernetes-automounted-token" || c.Kind == "kubernetes-projected-token" || !changes(c) {
			continue // what it opens is in the grants, or nothing
		}
		for _, r := range c.Agents {
			writes[j.at(r.Key)] = true
		}
	}
	for _, c := range j.inv.Controls {
		if c.Kind != "secret-scope" || c.State != "off" {
			continue
		}
		for _, r := range c.Agents {
			writes[j.at(r.Key)] = true // whatever secrets there are
		}
	}
	j.throughDelegates(writes)
	for _, a := range j.inv.Agents {
		n := j.at(a.Key)
		a.ReadOnly = known[n] && !writes[n]
	}
	for _, g := range j.inv.Grants {
		g.ReadOnly = len(g.Agents) > 0
		for _, r := range g.Agents {
			if a := j.at(r.Key).agent; a == nil || !a.ReadOnly {
				g.ReadOnly = false
			}
		}
	}
}
