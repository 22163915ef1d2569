package join

import (
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// node is what a key stands for, whichever of the keys of one thing it is, with the
// edges that leave it. To find it by its key is most of what the join does, so edges
// know where they lead.
type node struct {
	agent      *nhi.Agent // or workload
	tool       *nhi.Tool
	identity   *nhi.Identity
	credential *nhi.Credential
	out        []way // those of a kind side by side, in order of place
}

// way is an edge with where it leads.
type way struct {
	*nhi.Edge
	to *node
}

// at is the node of a key. Keys that are found to mean the same thing later are not
// seen, so they are united before.
func (j *joiner) at(key string) *node {
	n := j.nodes[key]
	if n == nil {
		root := j.same.find(key)
		if n = j.nodes[root]; n == nil {
			n = &node{}
			j.nodes[root] = n
		}
		j.nodes[key] = n
	}
	return n
}

// from are the edges of a kind that leave a key.
func (j *joiner) from(key string, kind nhi.EdgeKind) []way { return j.at(key).ways(kind) }

func (n *node) ways(kind nhi.EdgeKind) []way {
	first := slices.IndexFunc(n.out, func(w way) bool { return w.Kind == kind })
	if first < 0 {
		return nil
	}
	last := first + 1
	for last < len(n.out) && n.out[last].Kind == kind {
		last++
	}
	return n.out[first:last:last]
}

// add puts an edge behind those of its kind.
func (n *node) add(w way) {
	i := len(n.out)
	for i > 0 && n.out[i-1].Kind != w.Kind {
		i--
	}
	if i == 0 {
		i = len(n.out)
	}
	n.out = slices.Insert(n.out, i, w)
}

// pair is an agent with a credential.
type pair struct {
	agent      *nhi.Agent
	credential *nhi.Credential
}
