package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Program is a call that starts another program.
type Program struct {
	Calls string
	Takes Takes
	// Source is the documentation of the call.
	Source string
}

// Takes is how a call is told what to start.
type Takes uint8

const (
	// List: the first argument is a list of words, or a command line.
	List Takes = iota
	// Line: the first argument is a command line.
	Line
	// Words: every argument without a name is a word, and a list some more.
	Words
	// Address: the first argument is the address of a repository, which git is given.
	Address
	// Second: the second argument is such an address.
	Second
)

// programs states the credentials that other programs are given where every user of the
// machine sees them, and the protections of coding agents that are started without them.
func (r *reader) programs() {
	for _, k := range r.calls {
		for _, row := range r.known().programs.find(r.qual(k.e.X, k.s, 0)) {
			words := r.words(k, row)
			for i := range words {
				r.shown(k, words, i, row)
			}
			r.gates(k, words)
		}
	}
}

// shown states the credential in one word, if there is one.
func (r *reader) shown(k call, words []word, i int, row *Program) {
	w := &words[i]
	rest := w.text
	for n := range w.gaps {
		before, after, _ := strings.Cut(rest, gap)
		g, name := w.gaps[n], lastName(w.gaps[n].expr)
		switch {
		case login(before, name) && strings.HasPrefix(after, "@") && len(words) > 1:
			r.passed(k, g, name, "url", row)
			return
		case (i > 0 && w.text == gap && asksSecret(words[i-1].text) || asksSecret(before)) && secretVariable(name), r.kept(g) != "":
			r.passed(k, g, name, "argument", row)
			return
		}
		rest = after
	}
}

// kept is the name of a credential somewhere in a value, as its environment, its store or
// whoever issued it has it; empty for none.
func (r *reader) kept(g thing) string {
	for _, o := range r.inside(g.expr, g.s, 0) {
		if o.kind == fromEnv && secretVariable(o.text) || o.kind == fromStore || o.kind == fromIssuer {
			return o.text
		}
	}
	return ""
}

// login says whether what stands before a place ends in the user of an address, so that
// what follows is the password; or in its scheme, and the name says that it is one.
func login(before, name string) bool {
	i := strings.LastIndex(before, "://")
	if i < 0 {
		return false
	}
	user := before[i+3:]
	return strings.HasSuffix(user, ":") && !strings.ContainsAny(user, "/@") || user == "" && secretVariable(name)
}

// asksSecret says whether what stands before a value is a flag or a header for one.
func asksSecret(before string) bool {
	flag := strings.TrimSuffix(before, "=")
	if strings.HasPrefix(flag, "--") {
		return secretVariable(strings.ReplaceAll(strings.TrimLeft(flag, "-"), "-", "_"))
	}
	lower := strings.ToLower(before)
	return strings.HasPrefix(lower, "authorization:") || strings.HasPrefix(lower, "x-api-key:")
}

// lastName is the last part of the name of a value; empty for what has none.
func lastName(e *syntax.Expr) string {
	for e != nil && e.Kind == syntax.Call && e.X.Kind == syntax.Attr {
		e = e.X.X // token.strip()
	}
	if e != nil && (e.Kind == syntax.Ident || e.Kind == syntax.Attr) {
		return e.Text
	}
	return ""
}

// passed states a credential that another program is given openly.
func (r *reader) passed(k call, g thing, name, store string, row *Program) {
	at := r.span(k.e.X.Start, k.e.X.End)
	if g.s.code == r.code {
		at = r.at(g.expr)
	}
	if known := r.kept(g); known != "" {
		name = known
	}
	c := creds.Describe(name)
	if c == nil {
		c = creds.Describe("TOKEN")
	}
	if _, ok := r.seen[at]; ok || c == nil || at.File != r.file {
		return
	}
	r.seen[at] = c
	c.Key = nhi.Key(r.key("passed"), r.path, strconv.Itoa(at.Start))
	c.Name, c.Origin, c.Store, c.At = name, nhi.FromIssuer, store, at
	c.Static, c.Lifetime, c.Alternative = false, nhi.Lifetime{}, ""
	c.Attributes = map[string]string{"reaches_source": row.Source}
	if site := r.span(k.e.X.Start, k.e.X.End); !site.Overlaps(at) {
		c.Related = []nhi.Step{{At: site, Note: "handed to a program here"}}
	}
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// gates states the protections of a coding agent that a command line switches off.
func (r *reader) gates(k call, words []word) {
	var line []string
	var from []thing
	done := func() {
		agent, flags, ok := agents.Command(line)
		if !ok {
			line, from = nil, nil
			return
		}
		for _, g := range agents.Gates(agent, flags) {
			at := r.span(k.e.X.Start, k.e.X.End)
			flag, _, _ := strings.Cut(g.Name, " ")
			for i, text := range line {
				if t := from[i]; strings.HasPrefix(text, flag) && t.s.code == r.code {
					at = r.at(t.expr)
				}
			}
			if !r.states(r.controlKey(at, g.Kind, g.Name)) {
				r.control(&nhi.Control{Kind: g.Kind, Name: g.Name, State: "off", Attributes: map[string]string{"why": g.Why}, At: at}, g.Kind, g.Name)
			}
		}
		line, from = nil, nil
	}
	for _, w := range words {
		switch {
		case w.text == "|", w.text == "||", w.text == "&&", w.text == ";":
			done()
		case !w.maybe:
			line, from = append(line, strings.ReplaceAll(w.text, gap, "{}")), append(from, w.from)
		}
	}
	done()
}
