package scan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// known is what an earlier scan found: enough to see that a finding was there
// already. It holds no files, so that the facts behind it can go.
type known struct {
	message string
	level   nhi.Level
	places  map[string]bool
}

// class is what two scans call the same: the rule, the key of the fact, and for a
// written secret its text. Lines and messages are not in it: they change when
// nothing else does.
type class struct{ rule, subject, secret string }

// classes names findings; written says where secrets are.
func classes(e *examined) func(f *nhi.Finding) class {
	written := map[nhi.Span]bool{}
	for _, s := range e.secrets {
		written[s] = true
	}
	return func(f *nhi.Finding) class {
		c := class{rule: f.Rule.Name, subject: nhi.SubjectOf(f)}
		if written[f.At] && f.At.Valid() {
			c.secret = string(f.At.File.Bytes()[f.At.Start:f.At.End])
		}
		return c
	}
}

// past is what an earlier scan found and honoured.
type past struct {
	findings map[class][]known // those that counted
	ignores  map[excuse]bool   // those in files
}

func remember(e *examined) *past {
	p, classOf := &past{map[class][]known{}, map[excuse]bool{}}, classes(e)
	for _, f := range e.findings {
		if f.Counts() {
			c := classOf(f)
			p.findings[c] = append(p.findings[c], known{f.Message, f.Level, placesOf(f)})
		}
	}
	for i := range e.ignores {
		if ig := &e.ignores[i]; ig.At.Valid() {
			p.ignores[excuseOf(ig)] = true
		}
	}
	return p
}

// excuse is an ignore in a file with the lines that it is about: it is another one
// when it stands elsewhere, or when a block has grown.
type excuse struct{ path, text string }

func excuseOf(ig *config.Ignore) excuse {
	f, first, last := ig.At.File, ig.At.Position().Line, ig.Lines[0]
	if ig.To > 0 {
		last = ig.To
	}
	var text []byte
	for line := first; line <= last && line <= f.Lines(); line++ {
		text = append(append(text, f.Line(line)...), '\n')
	}
	return excuse{f.Path, string(text)}
}

func placeOf(path, note string) string { return path + "\x00" + note }

// trusted are the ignores in files that the earlier scan honoured too; the others
// are told.
func (p *past) trusted(ignores []config.Ignore, rev string) (kept []config.Ignore, notices []nhi.Notice) {
	for i := range ignores {
		ig := &ignores[i]
		if p.ignores[excuseOf(ig)] {
			kept = append(kept, *ig)
			continue
		}
		notices = append(notices, nhi.Notice{Path: ig.At.File.Path, Line: ig.At.Position().Line,
			Reason: fmt.Sprintf("this ignore of %s is not in %s as it is here, and counts once it is merged", strings.Join(ig.Rules, ","), rev)})
	}
	return kept, notices
}

// changedSettings tells of a configuration or baseline that the change edits.
func (o Options) changedSettings(set *source.Set, c *config.Config) (notices []nhi.Notice) {
	for _, name := range []string{config.Name, cmp.Or(c.Baseline, BaselineName)} {
		if set.Changed[name] {
			notices = append(notices, nhi.Notice{Path: name, Reason: fmt.Sprintf("what the change does to this file counts once it is merged; until then it is read as it is in %s", o.Diff)})
		}
	}
	return notices
}

// placesOf are the places that have a part in a finding, without their lines.
func placesOf(f *nhi.Finding) map[string]bool {
	out := map[string]bool{}
	for _, s := range f.Related {
		if s.At.Valid() {
			out[placeOf(s.At.File.Path, s.Note)] = true
		}
	}
	return out
}

// mark says of every finding whether the earlier scan had it. Of several of one
// class those that say the same are paired first. What was there counts again
// when it is louder, when a place has joined it, or when it says something else
// about the same places: a life that grew, a wider right. It does not when places
// have left it.
func (p *past) mark(e *examined) {
	byClass, classOf := map[class][]*nhi.Finding{}, classes(e)
	for _, f := range e.findings {
		c := classOf(f)
		byClass[c] = append(byClass[c], f)
	}
	for c, list := range byClass {
		before := slices.Clone(p.findings[c])
		take := func(f *nhi.Finding, same func(known) bool) bool {
			i := slices.IndexFunc(before, same)
			if i < 0 {
				return false
			}
			f.Change = before[i].change(f)
			before = slices.Delete(before, i, i+1)
			return true
		}
		var rest []*nhi.Finding
		for _, f := range list {
			if !take(f, func(k known) bool { return k.message == f.Message }) {
				rest = append(rest, f)
			}
		}
		for _, f := range rest {
			if !take(f, func(known) bool { return true }) {
				f.Change = nhi.New
			}
		}
	}
}

func (k known) change(f *nhi.Finding) nhi.Change {
	if f.Level.Rank() > k.level.Rank() {
		return nhi.Updated
	}
	places := placesOf(f)
	for p := range places {
		if !k.places[p] {
			return nhi.Updated
		}
	}
	if len(places) == len(k.places) && f.Message != k.message {
		return nhi.Updated
	}
	return nhi.Unchanged
}
