package golang

import (
	"sort"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// leaks is the Leaks pass.
//
// What is written out is found where it is written, so only what comes from the
// environment or a store counts here, and what reaches a client as well: that
// proves a parameter or a field to be a credential whatever its name. Prompts are
// the exception: a literal in one is told, as the model repeats it.
func leaks(f *Flow) *nhi.Facts {
	l := &leaker{flow: f, facts: &nhi.Facts{}, seen: map[nhi.Span]bool{}, found: map[*nhi.File][]creds.Found{}}
	for _, a := range f.arrivals {
		if a.node == nil {
			a.node = a.arg.expr
		}
		switch {
		case a.sink.Slot == toClient || a.node == nil:
		case a.kind == fromConstant:
			if a.sink.Slot == toPrompt {
				l.literal(a)
			}
		default:
			if c := l.leaked(a.origin); c != nil {
				l.leak(a, c)
			}
		}
	}
	sort.SliceStable(l.facts.Credentials, func(i, j int) bool { return l.facts.Credentials[i].At.Less(l.facts.Credentials[j].At) })
	return l.facts
}

type leaker struct {
	flow  *Flow
	facts *nhi.Facts
	seen  map[nhi.Span]bool
	found map[*nhi.File][]creds.Found
}

// literal states the credentials within a text that the model reads.
func (l *leaker) literal(a arrival) {
	span := l.flow.code.node(a.node)
	if !span.Valid() || l.seen[span] {
		return
	}
	l.seen[span] = true
	if _, ok := l.found[span.File]; !ok {
		l.found[span.File] = creds.Scan(span.File)
	}
	for _, found := range l.found[span.File] {
		if found.Span.Start >= span.Start && found.Span.End <= span.End {
			c := found.Credential("", string(toPrompt))
			c.Related = append(c.Related, l.way(a)...)
			l.facts.Credentials = append(l.facts.Credentials, c)
		}
	}
}

// leaked is the credential that an origin stands for, nil when it may be something
// else.
func (l *leaker) leaked(o origin) *nhi.Credential {
	switch o.kind {
	case fromEnv:
		c := secretVariable(o.text)
		if c != nil {
			c.Name, c.Origin = o.text, nhi.FromEnv
		}
		return c
	case fromStore:
		c := creds.Describe(o.text)
		if c != nil {
			c.Origin, c.Static, c.Lifetime = nhi.FromStore, false, nhi.Lifetime{}
		}
		return c
	case fromParam, fromField:
		as, ok := l.flow.carries(o)
		if !ok {
			return nil
		}
		c := creds.Describe(as)
		if c == nil {
			return nil
		}
		c.Name, c.Origin, c.Static, c.Lifetime = o.object.Name(), nhi.FromUnknown, false, nhi.Lifetime{}
		return c
	}
	return nil
}

// secretVariable is a variable of the environment that holds a credential itself:
// no path of a file that does, and no address that may be without one.
func secretVariable(name string) *nhi.Credential {
	n := creds.Named(name)
	upper := strings.ToUpper(name)
	if n.Class == creds.ConnectionString || upper == "GOOGLE_APPLICATION_CREDENTIALS" {
		return nil
	}
	for _, suffix := range []string{"_FILE", "_PATH", "_DIR", "_URL", "_NAME", "_ID", "_HEADER", "_TTL"} {
		if strings.HasSuffix(upper, suffix) {
			return nil
		}
	}
	return creds.Describe(name)
}

// carries says whether what a parameter or a field is given reaches a client as a
// credential, and under which variable one is usually kept.
func (f *Flow) carries(o origin) (as string, ok bool) {
	var s *Sink
	index := field
	if o.kind == fromParam {
		p := f.code.params[o.object]
		s, index = f.sinks[p.fn], p.index
	} else if o.object.Pkg() == f.pass.Pkg {
		s = f.sinks[o.object]
	} else if foreign := new(Sink); f.pass.ImportObjectFact(o.object, foreign) {
		s = foreign
	} else if o.object.Pkg() != nil {
		for _, row := range known().fieldsNamed(o.object) {
			if row.slot == toClient && !row.uri {
				return row.as, true
			}
		}
	}
	if s == nil {
		return "", false
	}
	for _, p := range s.Params {
		if p.Index == index && p.Slot == toClient && !p.URI && p.As != "" {
			return p.As, true
		}
	}
	return "", false
}

// leak states where a credential gets out: at the end of the way in this package,
// once.
func (l *leaker) leak(a arrival, c *nhi.Credential) {
	at := l.flow.leakAt(a)
	if !at.Valid() || l.seen[at] {
		return
	}
	l.seen[at] = true
	c.Key = leakKey(at)
	c.Store, c.At = string(a.sink.Slot), at
	c.Attributes = map[string]string{"reaches": a.sink.Through, "reaches_source": a.sink.Source}
	c.Related = l.way(a)
	l.facts.Credentials = append(l.facts.Credentials, c)
}

// leakAt is the place where what arrives gets out: the end of the way in this
// package. Invalid for a client, where it does not.
func (f *Flow) leakAt(a arrival) nhi.Span {
	if a.sink.Slot == toClient {
		return nhi.Span{}
	}
	if n := len(a.site.via); n > 0 {
		return a.site.via[n-1].At
	}
	if a.arg.expr != nil {
		if at := f.code.Span(a.arg.expr.Pos(), a.arg.expr.End()); at.Valid() {
			return at
		}
	}
	return f.code.Span(a.at.Pos(), a.at.End())
}

func leakKey(at nhi.Span) string {
	return nhi.Key("go-leak", at.File.Path, strconv.Itoa(at.Start))
}

// way leads from where a credential is read to where it gets out.
func (l *leaker) way(a arrival) []nhi.Step {
	var steps []nhi.Step
	code := l.flow.code
	if a.kind != fromConstant {
		if from := code.node(a.node); from.Valid() && a.node != a.arg.expr {
			steps = append(steps, nhi.Step{At: from, Note: "it comes from here"})
		}
	}
	steps = append(steps, a.origin.via...)
	if at := code.Span(a.at.Pos(), a.at.End()); at.Valid() {
		steps = append(steps, nhi.Step{At: at, Note: "handed to " + a.sink.Through + " here"})
	}
	return append(steps, a.site.via...)
}
