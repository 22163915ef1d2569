package golang

import (
	"go/token"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// keeper gathers the credentials of a package.
type keeper struct {
	flow  *Flow
	seen  map[token.Pos]bool
	facts *nhi.Facts
}

// credentials is the Credentials pass.
func credentials(f *Flow) *nhi.Facts {
	k := &keeper{flow: f, seen: map[token.Pos]bool{}, facts: &nhi.Facts{}}
	for _, a := range f.arrivals {
		if a.sink.Slot == toClient {
			k.credential(a)
		}
	}
	k.beside()
	sort.SliceStable(k.facts.Credentials, func(i, j int) bool {
		return k.facts.Credentials[i].At.Less(k.facts.Credentials[j].At)
	})
	return k.facts
}

// beside notes which static credentials the code has although it signs in without
// one elsewhere.
func (k *keeper) beside() {
	ways := k.flow.keyless()
	for _, c := range k.facts.Credentials {
		way, ok := ways[c.Vendor]
		if !ok || !c.Static {
			continue
		}
		at := k.flow.code.Span(way.at.Pos(), way.at.End())
		if !at.Valid() || at.Overlaps(c.At) {
			continue
		}
		c.Attributes["beside"] = way.through
		c.Related = append(c.Related, nhi.Step{At: at, Note: "the code signs in without it here"})
	}
}

// credentialOf is the credential that arrives somewhere, without what is known of
// the way; nil when it is none.
func (f *Flow) credentialOf(a arrival) *nhi.Credential {
	s, o := a.site, a.origin
	if o.node == nil || s.sink.Slot != toClient {
		return nil
	}
	span := f.code.node(o.node)
	if !span.Valid() {
		return nil
	}
	switch o.kind {
	case fromConstant:
		c := literalCredential(s.sink, o.text, span)
		if c != nil {
			c.Name = o.holder
		}
		return c
	case fromEnv:
		c := envCredential(s.sink, o.text, span)
		if c != nil { // a variable is the program's own: another one has another
			c.Key = nhi.CodeEnvKey(f.pass.Pkg.Path(), o.text)
		}
		return c
	case fromStore:
		return storeCredential(s.sink, span)
	case fromFile:
		c := storeCredential(s.sink, span)
		if c != nil { // whoever writes the file may do so for each run
			c.Key, c.Name = nhi.Key("go-file", f.pass.Pkg.Path(), o.text), path.Base(o.text)
			c.Origin, c.Store = nhi.FromFile, "file"
		}
		return c
	}
	return nil
}

// credential makes the fact of one origin, once for each place.
func (k *keeper) credential(a arrival) {
	s, o, code := a.site, a.origin, k.flow.code
	if o.node == nil || k.seen[o.node.Pos()] {
		return
	}
	c := k.flow.credentialOf(a)
	if c == nil {
		return
	}
	k.seen[o.node.Pos()] = true
	if c.Attributes == nil {
		c.Attributes = map[string]string{}
	}
	if o.declared != "" {
		c.Attributes["constant"] = o.declared
	}
	c.Attributes["reaches"] = s.sink.Through
	c.Attributes["reaches_source"] = s.sink.Source
	c.Related = append(c.Related, o.via...)
	if at := code.Span(s.at.Pos(), s.at.End()); at.Valid() && !at.Overlaps(c.At) {
		c.Related = append(c.Related, nhi.Step{At: at, Note: "handed to " + s.sink.Through + " here"})
	}
	c.Related = append(c.Related, s.via...)
	k.facts.Credentials = append(k.facts.Credentials, c)
}

// literalCredential judges a constant that reaches a client.
func literalCredential(sink SinkParam, text string, span nhi.Span) *nhi.Credential {
	name := sink.As
	if name == "" {
		name = "API_KEY"
	}
	c := creds.Judge(name, text, span)
	if c == nil && sink.URI {
		if from, to, ok := mysqlPassword(text); ok {
			if span.End-span.Start == len(text) { // written without escapes
				span.Start, span.End = span.Start+from, span.Start+to
			}
			c = creds.Judge("DATABASE_PASSWORD", text[from:to], span)
		}
	}
	if c == nil {
		return nil
	}
	c.Store = "code"
	return c
}

// mysqlPassword is where the password stands in the form of go-sql-driver/mysql,
// user:password@tcp(host:port)/name. A server of the own machine does not count.
func mysqlPassword(dsn string) (from, to int, ok bool) {
	at := strings.Index(dsn, "@tcp(")
	if at < 0 {
		return 0, 0, false
	}
	colon := strings.IndexByte(dsn[:at], ':')
	host := dsn[at+len("@tcp("):]
	for _, own := range []string{"localhost", "127.", "[::1]", "0.0.0.0"} {
		if strings.HasPrefix(host, own) {
			return 0, 0, false
		}
	}
	return colon + 1, at, colon >= 0
}

// envCredential is a credential that the code reads from its environment. What
// the variable's own name says of a vendor counts more than the client: many
// vendors are reached through the client of another. An address may hold no
// credential at all, so the name alone decides there.
func envCredential(sink SinkParam, name string, span nhi.Span) *nhi.Credential {
	c := creds.Describe(name)
	if (c == nil || c.Vendor == "") && sink.As != "" && !sink.URI {
		if d := creds.Describe(sink.As); d != nil {
			c = d
		}
	}
	if c == nil {
		return nil
	}
	c.Key, c.Name, c.Origin, c.Store, c.At = nhi.CodeEnvKey("", name), name, nhi.FromEnv, "env", span
	return c
}

// storeCredential is a credential that the code fetches when it runs.
func storeCredential(sink SinkParam, span nhi.Span) *nhi.Credential {
	c := creds.Describe(sink.As)
	if c == nil || sink.URI {
		return nil
	}
	c.Key = nhi.Key("go-store", span.File.Path, strconv.Itoa(span.Start))
	c.Origin, c.Store, c.At = nhi.FromStore, "code", span
	c.Static, c.Lifetime = false, nhi.Lifetime{} // the store may make it for the one who asks
	return c
}
