package agentfile

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// writes and destroys tell what a function does from its name.
var writes, destroys = agents.Writes, agents.Destroys

// writesAny tells it of a list: one that writes is enough, and all must read.
func writesAny(names []string) *bool {
	all := len(names) > 0
	for _, name := range names {
		w := writes(name)
		if w != nil && *w {
			return w
		}
		all = all && w != nil
	}
	if all {
		return nhi.Bool(false)
	}
	return nil
}

// method tells it of an HTTP method. POST asks as often as it changes.
func method(n *tree.Node) *bool {
	switch strings.ToUpper(n.Str()) {
	case "GET", "HEAD":
		return nhi.Bool(false)
	case "PUT", "PATCH", "DELETE":
		return nhi.Bool(true)
	}
	return nil
}
