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
	out        []way      // those of a kind side by side, each in order of place
	degree     int        // how many there are
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

// link adds an edge that the join itself found.
func (j *joiner) link(l link) {
	i, _ := slices.BinarySearchFunc(l.from.out, l.kind, func(w way, kind nhi.EdgeKind) int {
		if w.kind <= kind {
			return -1 // behind those of its kind
		}
		return 1
	})
	l.from.out = slices.Insert(l.from.out, i, l.way)
	j.links = append(j.links, l)
	j.inv.Edges = append(j.inv.Edges, l.Edge)
}

// pair is an agent with a credential.
type pair struct {
	agent      *nhi.Agent
	credential *nhi.Credential
}
