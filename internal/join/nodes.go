package join

import (
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// node is what a key stands for, whichever of the keys of one thing it is, with the
// edges that leave it. To find it by its key costs more than what is then done with
// it, so whatever the join keeps leads to nodes, and keys are looked up once.
type node struct {
	agent      *nhi.Agent // or workload
	is         bool       // an agent
	tool       *nhi.Tool
	identity   *nhi.Identity
	credential *nhi.Credential
	grants     []*nhi.Grant
	out        []way      // those of a kind side by side, in order of place
	heldAt     []nhi.Span // where the first of a credential's agents get it
	// asks are whom the identity may ask to become, other what it is in other
	// systems, once that is known.
	asks, other []becoming
	known       bool
	pass        int // in which it was last come to
}

// way is an edge with where it leads.
type way struct {
	*nhi.Edge
	kind nhi.EdgeKind // the edge's, where the search for a kind is
	to   *node
}

// link is an edge with both its ends.
type link struct {
	from *node
	way
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

// ways are the edges of a kind that leave a node.
func (n *node) ways(kind nhi.EdgeKind) []way {
	first := 0
	for first < len(n.out) && n.out[first].kind != kind {
		first++
	}
	last := first
	for last < len(n.out) && n.out[last].kind == kind {
		last++
	}
	return n.out[first:last:last]
}

// link adds an edge.
func (j *joiner) link(e *nhi.Edge, from, to *node) {
	w := way{e, e.Kind, to}
	i := len(from.out) // behind those of its kind
	for i > 0 && from.out[i-1].kind != w.kind {
		i--
	}
	if i == 0 {
		i = len(from.out)
	}
	from.out = slices.Insert(from.out, i, w)
	j.links = append(j.links, link{from, w})
	j.inv.Edges = append(j.inv.Edges, e)
}

// pair is an agent with a credential.
type pair struct {
	agent      *nhi.Agent
	credential *nhi.Credential
}
