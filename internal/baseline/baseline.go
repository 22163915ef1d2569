// Package baseline keeps the findings that were there when a team began to use the
// tool, so that only what comes after counts. A baseline is a text file with one
// finding a line and neither dates nor line numbers: branches that both change it
// merge, and moving code does not touch it.
package baseline

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// header opens the file. The number is the version of the form and of the
// fingerprints in it.
const header = "# nhivet baseline 1: findings that do not count. Written by nhivet scan --write-baseline; scans shorten it by themselves."

// Baseline is the findings of a file. Its zero value has none.
type Baseline struct {
	known map[entry]line
	// damaged are the lines that could not be read, from 1.
	damaged []int
}

// entry names a finding: its fingerprint, and the rule, by which a person finds
// the line.
type entry struct{ fingerprint, rule string }

// line is what else a line says: how many places have a part in the finding, and
// the file, for people.
type line struct {
	places int
	path   string
}

// Read reads a baseline: lines of FINGERPRINT RULE PLACES PATH in any order. What a
// merge leaves, double lines and the marks of a conflict, is taken as the union of
// both sides. Another version is an error.
func Read(name string, text []byte) (*Baseline, error) {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	version, ok := strings.CutPrefix(string(first), "# nhivet baseline ")
	if !ok {
		return nil, fmt.Errorf("read %s: line 1: expected %q", name, "# nhivet baseline 1")
	}
	if v, _, _ := strings.Cut(version, ":"); strings.TrimSpace(v) != "1" {
		return nil, fmt.Errorf("read %s: line 1: expected a baseline of version 1; write it again with --write-baseline", name)
	}
	b := &Baseline{known: map[entry]line{}}
	n := 0
	for text := range strings.Lines(string(text)) {
		n++
		text = strings.TrimRight(text, "\r\n")
		if text == "" || text[0] == '#' || conflict(text) {
			continue
		}
		part := strings.SplitN(text, " ", 4)
		places, err := 0, error(nil)
		if len(part) == 4 {
			places, err = strconv.Atoi(part[2])
		}
		if len(part) != 4 || err != nil || len(part[0]) != 32 || strings.Trim(part[0], "0123456789abcdef") != "" {
			b.damaged = append(b.damaged, n)
			continue
		}
		e := entry{part[0], part[1]}
		b.known[e] = line{max(places, b.known[e].places), part[3]}
	}
	return b, nil
}

// conflict says whether a line is git's mark of one.
func conflict(s string) bool {
	return strings.HasPrefix(s, "<<<<<<< ") || s == "=======" || strings.HasPrefix(s, ">>>>>>> ") || strings.HasPrefix(s, "||||||| ")
}

// Damaged are the lines that could not be read, from 1.
func (b *Baseline) Damaged() []int { return b.damaged }

// Of makes the baseline of findings that count.
func Of(findings []*nhi.Finding) *Baseline {
	b := &Baseline{known: map[entry]line{}}
	for i, name := range nhi.Fingerprints(findings) {
		if f := findings[i]; f.Suppressed == nil {
			b.known[entry{name, f.Rule.Name}] = lineOf(f)
		}
	}
	return b
}

func lineOf(f *nhi.Finding) line {
	path := ""
	if f.At.Valid() {
		path = f.At.File.Path
	}
	return line{1 + len(f.Related), path}
}

// Mark says of every finding whether it is in the baseline; one that has more
// places than it had there has grown, and counts. It returns the baseline without
// the entries that no finding has any more, and how many those are.
func (b *Baseline) Mark(findings []*nhi.Finding) (rest *Baseline, gone int) {
	rest = &Baseline{known: map[entry]line{}}
	for i, name := range nhi.Fingerprints(findings) {
		f := findings[i]
		e := entry{name, f.Rule.Name}
		known, ok := b.known[e]
		if !ok {
			if f.Change == "" {
				f.Change = nhi.New
			}
			continue
		}
		now := lineOf(f)
		f.Change = nhi.Unchanged
		if now.places > known.places {
			f.Change = nhi.Updated
		}
		rest.known[e] = line{min(now.places, known.places), now.path}
	}
	return rest, len(b.known) - len(rest.known)
}

// Bytes are the file: sorted, so that the same findings make the same bytes.
func (b *Baseline) Bytes() []byte {
	lines := make([]string, 0, len(b.known))
	for e, l := range b.known {
		lines = append(lines, fmt.Sprintf("%s %s %d %s\n", e.fingerprint, e.rule, l.places, l.path))
	}
	slices.Sort(lines)
	return []byte(header + "\n" + strings.Join(lines, ""))
}

// Len is the number of findings.
func (b *Baseline) Len() int { return len(b.known) }
