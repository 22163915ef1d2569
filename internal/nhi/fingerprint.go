package nhi

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// arrow stands between the keys of a grant and of who holds it.
const arrow = "→"

// SubjectOf is what a finding is about: the key of the fact in the graph, else its
// file. A number at the end of a key is an ordinal or the place of a fact without a
// name; both change when something else does, so it is cut off.
func SubjectOf(f *Finding) string {
	if f.Subject == "" && f.At.File != nil {
		return Key("file", f.At.File.Path)
	}
	keys := strings.Split(f.Subject, arrow)
	for n, key := range keys {
		if i := strings.LastIndexByte(key, '/'); i > 0 && i+1 < len(key) && strings.Trim(key[i+1:], "0123456789") == "" {
			keys[n] = key[:i]
		}
	}
	return strings.Join(keys, arrow)
}

// Fingerprints gives each finding a name that survives whatever does not change
// what is wrong: it is a hash of the rule, the key of the fact in the graph, and
// the ordinal among findings that agree in both. Lines, columns, messages and
// the text of a secret are not in it; neither is the path, unless the finding
// has no key. The list has to be the whole report, suppressed findings included,
// so that suppressing one does not rename the next.
func Fingerprints(findings []*Finding) []string {
	type key struct{ rule, subject string }
	seen := map[key]int{}
	names := make([]string, len(findings))
	for i, f := range findings {
		k := key{subject: SubjectOf(f)}
		if f.Rule != nil {
			k.rule = f.Rule.Name
		}
		seen[k]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", k.rule, k.subject, seen[k]))
		names[i] = hex.EncodeToString(sum[:16])
	}
	return names
}
