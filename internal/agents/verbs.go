package agents

import (
	"github.com/nhivet/nhivet/internal/nhi"
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

// Writes tells from a function's name whether it changes something; nil when its
// words say neither or both.
func Writes(name string) *bool {
	write, read := false, false
	for _, w := range Words(name) {
		write = write || writing[w]
		read = read || reading[w]
	}
	if write == read {
		return nil
	}
	return nhi.Bool(write)
}

// Destroys says whether a function's name has a verb that cannot be undone.
func Destroys(name string) bool {
	for _, w := range Words(name) {
		if destroying[w] {
			return true
		}
	}
	return false
}
