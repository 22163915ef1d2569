package agentfile

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

var (
	writing = wordset.Of(`create delete remove update patch apply set write put post exec execute run insert add send push merge
edit move upload deploy publish commit drop append upsert transfer grant revoke kill terminate stop restart scale install uninstall
reply cancel pay refund`)
	reading = wordset.Of(`get list read search find describe show query fetch view check status count lookup logs tail scrape browse
explain analyze directory tree serper retrieve`)
	// destroying verbs are those behind which a person wants to stand.
	destroying = wordset.Of(`delete drop destroy exec execute merge transfer grant deploy publish pay refund revoke kill terminate`)
)

// writes tells from a function's name whether it changes something; nil when its
// words say neither or both.
func writes(name string) *bool {
	write, read := false, false
	for _, w := range agents.Words(name) {
		write = write || writing[w]
		read = read || reading[w]
	}
	if write == read {
		return nil
	}
	return nhi.Bool(write)
}

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

// destroys says whether a function's name has a verb that cannot be undone.
func destroys(name string) bool {
	for _, w := range agents.Words(name) {
		if destroying[w] {
			return true
		}
	}
	return false
}
