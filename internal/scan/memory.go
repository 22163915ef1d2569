package scan

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/nhivet/nhivet/analyzers/secrets"
	"github.com/nhivet/nhivet/internal/cache"
	"github.com/nhivet/nhivet/internal/config"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
	"github.com/nhivet/nhivet/rules"
)

// A hook runs at every commit, and most commits touch nothing that an analyzer
// reads. So a scan of what is staged leaves three things behind, each named by what it
// rests on and nothing else, so that work trees and clones share them:
//
//   - looks: which files nobody claims, by path and object id;
//   - units: who claims the others, and what was said of them;
//   - verdicts: what all files of a listing say, by that listing. It holds what a
//     report prints, and of the files' text nothing: a finding's text is read again
//     where it stands.
//
// A verdict also speaks for a listing that differs in files that nobody claims and
// that no analyzer asked for.
type memory struct {
	store *cache.Store
	looks *looks
	units *units
	// Their names; units of late are kept apart.
	namedLooks, namedUnits, namedRecent string
	// key is what a verdict rests on besides its listing. Policies may be anything, so
	// that verdicts with them are not kept.
	key      []string
	policies bool
}

// remembering opens the memory of a scan, which --no-cache leaves without a folder.
func (o Options) remembering() *memory {
	m := &memory{store: cache.Open(o.Cache), policies: o.Policies != ""}
	kind := fmt.Sprint(o.Credentials, o.Packages, o.IncludeIgnored)
	m.key = []string{
		o.identity(), kind, o.Now.Format(time.DateOnly), fmt.Sprint(o.NoInlineIgnores, o.Go, Debug),
		fmt.Sprintf("%q %q", o.Only, o.Skip),
	}
	dir, top := ".", ""
	if len(o.Paths) > 0 {
		dir = o.Paths[0]
	}
	if t, err := source.Top(dir); err == nil {
		top = t
		if abs, err := filepath.Abs(dir); err == nil {
			if rel, err := filepath.Rel(top, abs); err == nil {
				m.key = append(m.key, rel) // what is below it is not discounted for its path
			}
		}
	}
	of := []string{o.identity(), kind, source.Common(top)}
	m.namedLooks, m.namedUnits, m.namedRecent = cache.Name("looks", of...), cache.Name("units", of...), cache.Name("recent", of...)
	m.looks = newLooks(m.store.Get(m.namedLooks))
	return m
}

// identity is the program's: what it finds changes with it. A build without a
// version is known by its file.
func (o Options) identity() string {
	name := o.Version
	if strings.HasPrefix(name, "0.0.0") || strings.Contains(name, "+") || name == "" {
		file, err := os.Executable()
		if err == nil {
			file, err = filepath.EvalSymlinks(file)
		}
		if err == nil {
			if info, err := os.Lstat(file); err == nil {
				name += fmt.Sprint(" ", file, info.Size(), info.ModTime().UnixNano())
			}
		}
	}
	return name
}

// staged are what HEAD had, and what the index says where that is known without
// reading it.
func (o Options) staged(ctx context.Context, set *source.Set, view View, policies *rules.Policies) (*past, *examined, error) {
	m := o.memory
	if set.First {
		return &past{}, nil, nil
	}
	known := m.verdict(set.HeadID)
	var before *past
	if known == nil {
		was, c, err := o.openBefore(set, "HEAD")
		if err != nil {
			return nil, nil, err
		}
		defer was.Close()
		e, err := examine(ctx, o, was, view, c, policies, nil)
		if err != nil {
			return nil, nil, err
		}
		known, before = e.saved(was), remember(e)
		m.keep(set.HeadID, known)
	}
	if policies == nil {
		if is := m.over(ctx, known, o, set); is != nil {
			if e := is.restore(set); e != nil {
				m.keep(set.ID, is)
				return remember(e), e, nil // the same is said of both
			}
		}
	}
	var e *examined
	if is := m.verdict(set.ID); is != nil {
		e = is.restore(set)
	}
	if before == nil {
		before = known.past(set)
	}
	if before != nil {
		return before, e, nil
	}
	// With its own files, as findings are told apart by the text of a secret.
	was, c, err := o.openBefore(set, "HEAD")
	if err != nil {
		return nil, nil, err
	}
	defer was.Close()
	then := known.restore(was)
	if then == nil {
		if then, err = examine(ctx, o, was, view, c, policies, nil); err != nil {
			return nil, nil, err
		}
	}
	return remember(then), e, nil
}

// close keeps what was learnt.
func (m *memory) close() {
	if records := m.looks.records(); records != nil {
		m.store.Put(m.namedLooks, records)
	}
	if m.units != nil {
		all, recent := m.units.records()
		if all != nil {
			m.store.Put(m.namedUnits, all)
		}
		if recent != nil {
			m.store.Put(m.namedRecent, recent)
		}
	}
	m.store.Close()
}

// recalled is a set that knows what was learnt of its files.
func (m *memory) recalled(set *source.Set) *recalled {
	if m.units == nil {
		m.units = newUnits(m.store.Get(m.namedUnits), m.store.Get(m.namedRecent))
	}
	return &recalled{Record: set.Record(), set: set, looks: m.looks, units: m.units}
}

// spot is a span as a verdict keeps it.
type spot struct {
	Path       string
	Start, End int
}

type savedStep struct {
	At   spot
	Note string
}

type savedRef struct {
	nhi.Ref
	At spot `json:"at"` // in the place of the span
}

type savedFinding struct {
	Rule, Message string
	At            spot
	Related       []savedStep
	Level         nhi.Level
	Lowered       []string
	Subject       string
	Agents        []savedRef
	Same          int
	Fault, Shared string
	Suppressed    *savedSuppression
}

type savedSuppression struct {
	Reason, Until string
	At            *spot
}

// verdict is what a listing says.
type verdict struct {
	Findings []savedFinding
	Notices  []nhi.Notice
	Secrets  []spot
	// Literals are secrets that were looked for in all files; Opaque says that one
	// of them does not stand where it was read as it is.
	Literals []spot
	Opaque   bool
	// Passed are files that reading passed over, by the reason.
	Passed                                map[source.Reason][]string
	Read, Agents, Identities, Credentials int
	Bytes                                 int64
	Golang                                nhi.GoUsed
	// Asked are the paths that mattered and are no unit's, a line each, and Globs
	// the patterns.
	Asked string
	Globs []string
	// Rendered are files that derived ones stand for, and Mixed the units with those.
	Rendered []string
	Mixed    []namedClaim
}

// name is that of the verdict on a listing.
func (m *memory) name(listing string) string {
	return cache.Name("verdict", append(slices.Clone(m.key), listing)...)
}

// verdict is what was found in a listing before, nil where it is not known.
func (m *memory) verdict(listing string) *verdict {
	if listing == "" || m.policies {
		return nil
	}
	v := &verdict{}
	if text := m.store.Get(m.name(listing)); text == nil || json.Unmarshal(text, v) != nil {
		return nil
	}
	return v
}

func (m *memory) keep(listing string, v *verdict) {
	if listing == "" || v == nil || m.policies {
		return
	}
	if text, err := json.Marshal(v); err == nil {
		m.store.Put(m.name(listing), text)
	}
}

// saved makes a verdict of what was examined, nil where that cannot be kept: a place
// in a file that nobody wrote.
func (e *examined) saved(set *source.Set) *verdict {
	collected := e.collected
	v := &verdict{
		Notices: slices.Clone(e.notices), Read: collected.Read, Bytes: collected.Bytes, Golang: e.golang,
		Agents: e.agents, Identities: e.identities, Credentials: e.credentials, Passed: map[source.Reason][]string{},
	}
	whole := true
	at := func(s nhi.Span) spot {
		if !s.Valid() {
			return spot{Start: -1}
		}
		if f, err := set.Read(s.File.Path); err != nil || f != s.File {
			whole = false
		}
		return spot{s.File.Path, s.Start, s.End}
	}
	steps := func(list []nhi.Step) (out []savedStep) {
		for _, s := range list {
			out = append(out, savedStep{at(s.At), s.Note})
		}
		return out
	}
	for _, f := range e.findings {
		s := savedFinding{
			Rule: f.Rule.Name, Message: f.Message, At: at(f.At), Related: steps(f.Related), Level: f.Level, Lowered: f.Lowered,
			Subject: f.Subject, Same: f.Same, Fault: f.Fault, Shared: f.Shared,
		}
		for _, r := range f.Agents {
			s.Agents = append(s.Agents, savedRef{*r, at(r.At)})
		}
		if x := f.Suppressed; x != nil {
			where := at(x.At)
			s.Suppressed = &savedSuppression{x.Reason, x.Until, &where}
		}
		v.Findings = append(v.Findings, s)
	}
	for _, s := range e.secrets {
		v.Secrets = append(v.Secrets, at(s))
	}
	asked := map[string]bool{config.Name: true, secrets.AllowFile: true}
	for _, c := range e.literals {
		v.Literals = append(v.Literals, at(c.At))
		v.Opaque = v.Opaque || c.At.Text() != c.Secret.Reveal()
	}
	for _, at := range e.repeats {
		asked[at.File.Path] = true
	}
	for _, n := range e.notices {
		asked[n.Path] = true
	}
	reads, globs := e.tree.Asked()
	for _, p := range reads {
		asked[source.Clean(p)] = true
	}
	v.Globs, v.Rendered, v.Mixed = globs, collected.rendered, collected.mixed
	v.Asked = strings.Join(slices.Sorted(maps.Keys(asked)), "\n")
	for _, n := range set.SkippedFiles() {
		if kind := passes[source.Reason(n.Reason)]; kind != 0 && set.Listed(n.Path) {
			v.Passed[source.Reason(n.Reason)] = append(v.Passed[source.Reason(n.Reason)], n.Path)
		}
	}
	if e.redact.replacer != nil {
		e.redact.walk(reflect.ValueOf(v).Elem()) // as the inventory is
	}
	if !whole {
		return nil
	}
	return v
}

// past is what a verdict on another listing has for a scan of the set; nil where that
// rests on the text of a secret which the set does not have as it was.
func (v *verdict) past(set *source.Set) *past {
	secret := make(map[spot]bool, len(v.Secrets))
	for _, s := range v.Secrets {
		secret[s] = true
	}
	p := &past{map[class][]known{}, map[excuse]bool{}}
	for _, s := range v.Findings {
		switch {
		case RuleByName(s.Rule) == nil:
			return nil
		case s.Suppressed != nil:
			continue
		}
		f := &nhi.Finding{Subject: s.Subject}
		if s.At.Start >= 0 {
			f.At.File = nhi.NewFile(s.At.Path, nil)
		}
		c := class{rule: s.Rule, subject: nhi.SubjectOf(f)}
		if secret[s.At] && s.At.Start >= 0 {
			f, err := set.Later(s.At.Path)
			if err != nil || set.Changed[s.At.Path] || s.At.Start > s.At.End || s.At.End > f.Len() {
				return nil
			}
			c.secret = f.At(s.At.Start, s.At.End).Text()
		}
		places := map[string]bool{}
		for _, r := range s.Related {
			if r.At.Start >= 0 {
				places[placeOf(r.At.Path, r.Note)] = true
			}
		}
		p.findings[c] = append(p.findings[c], known{s.Message, s.Level, places})
	}
	return p
}

// restore makes of a verdict what examining the set would give, but for the
// inventory. nil where the files are not as the verdict says.
func (v *verdict) restore(set *source.Set) *examined {
	whole := true
	at := func(s spot) nhi.Span {
		if s.Start < 0 {
			return nhi.Span{}
		}
		f, err := set.Later(s.Path)
		if err != nil || s.Start > s.End || s.End > f.Len() {
			whole = false
			return nhi.Span{}
		}
		return f.At(s.Start, s.End)
	}
	e := &examined{
		collected: &Collected{Read: v.Read, Bytes: v.Bytes}, golang: v.Golang, notices: slices.Clone(v.Notices),
		agents: v.Agents, identities: v.Identities, credentials: v.Credentials,
	}
	for _, s := range v.Findings {
		f := &nhi.Finding{
			Rule: RuleByName(s.Rule), Message: s.Message, At: at(s.At), Level: s.Level, Lowered: s.Lowered,
			Subject: s.Subject, Same: s.Same, Fault: s.Fault, Shared: s.Shared,
		}
		if f.Rule == nil {
			return nil
		}
		for _, r := range s.Related {
			f.Related = append(f.Related, nhi.Step{At: at(r.At), Note: r.Note})
		}
		for _, r := range s.Agents {
			r.Ref.At = at(r.At)
			f.Agents = append(f.Agents, &r.Ref)
		}
		if x := s.Suppressed; x != nil {
			f.Suppressed = &nhi.Suppression{Reason: x.Reason, Until: x.Until}
			if x.At != nil {
				f.Suppressed.At = at(*x.At)
			}
		}
		e.findings = append(e.findings, f)
	}
	for _, s := range v.Secrets {
		e.secrets = append(e.secrets, at(s))
	}
	for why, paths := range v.Passed {
		for _, p := range paths {
			set.Pass(p, why)
		}
	}
	if !whole {
		return nil
	}
	return e
}
