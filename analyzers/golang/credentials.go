package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// site is an expression that reaches a sink.
type site struct {
	arg  value
	sink SinkParam
	at   ast.Node   // the call or literal
	via  []nhi.Step // from there to the sink, within this package
}

// keeper gathers the credentials of a package.
type keeper struct {
	pass    *analysis.Pass
	code    *Code
	readers map[types.Object]int
	sinks   map[types.Object]*Sink // what this package's own functions and fields are
	work    []site
	seen    map[token.Pos]bool
	facts   *nhi.Facts
}

// credentials is the Credentials pass.
func credentials(pass *analysis.Pass, code *Code) *nhi.Facts {
	k := &keeper{pass: pass, code: code, readers: map[types.Object]int{}, sinks: map[types.Object]*Sink{},
		seen: map[token.Pos]bool{}, facts: &nhi.Facts{}}
	foreign := k.importsSinks()
	if !foreign && !code.imports() {
		return k.facts
	}
	code.index()
	k.findReaders()
	if foreign {
		k.foreign()
	}
	k.direct()
	for len(k.work) > 0 {
		s := k.work[0]
		k.work = k.work[1:]
		k.follow(s)
	}
	k.export()
	sort.SliceStable(k.facts.Credentials, func(i, j int) bool {
		return k.facts.Credentials[i].At.Less(k.facts.Credentials[j].At)
	})
	return k.facts
}

// importsSinks says whether a package that this one imports has sinks.
func (k *keeper) importsSinks() bool {
	for _, p := range k.pass.Pkg.Imports() {
		if k.pass.ImportPackageFact(p, new(Exports)) {
			return true
		}
	}
	return false
}

// findReaders finds the functions of the package that read the variable which a
// parameter of theirs names.
func (k *keeper) findReaders() {
	for _, c := range k.code.calls {
		i, ok := readsEnv(c.callee)
		if !ok || i >= len(c.expr.Args) {
			continue
		}
		id, ok := ast.Unparen(c.expr.Args[i]).(*ast.Ident)
		if !ok {
			continue
		}
		p, ok := k.code.params[k.pass.TypesInfo.Uses[id]]
		if ok && returnsText(p.fn) {
			k.readers[p.fn] = p.index
		}
	}
}

// returnsText says whether the first result of a function is a string.
func returnsText(fn *types.Func) bool {
	res := fn.Signature().Results()
	if res.Len() == 0 {
		return false
	}
	b, ok := res.At(0).Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// foreign takes in what is known of the functions and fields of other packages
// that are used here.
func (k *keeper) foreign() {
	for _, c := range k.code.calls {
		if c.object == nil || c.object.Pkg() == k.pass.Pkg {
			continue
		}
		var r EnvReader
		if k.pass.ImportObjectFact(c.object, &r) {
			k.readers[c.object] = r.Param
		}
		var s Sink
		if k.pass.ImportObjectFact(c.object, &s) {
			for _, p := range s.Params {
				k.calls([]call{c}, p, nil)
			}
		}
	}
	for _, f := range k.code.order {
		var s Sink
		if f.Pkg() != k.pass.Pkg && k.pass.ImportObjectFact(f, &s) {
			for _, p := range s.Params {
				k.values(k.code.fields[f], p, nil)
			}
		}
	}
}

// direct finds the sinks of the tables.
func (k *keeper) direct() {
	t := known()
	for _, c := range k.code.calls {
		for _, s := range t.sinks[c.callee] {
			if s.param == field || s.param >= len(c.expr.Args) || !k.holds(s.when, c) {
				continue
			}
			k.work = append(k.work, site{arg: value{expr: c.expr.Args[s.param]}, sink: k.describe(s, c.callee), at: c.expr})
		}
	}
	for _, l := range k.code.lits {
		for key, kv := range l.fields() {
			for _, s := range t.sinks[symbol{l.typ.path, l.typ.name, key.Name}] {
				if s.param == field && k.missing(l.expr, s.when.absent) {
					k.work = append(k.work, site{arg: value{expr: kv.Value}, sink: k.describe(s, symbol{l.typ.path, l.typ.name, key.Name}), at: kv})
				}
			}
		}
	}
	// cfg.APIKey = x. What else the struct holds is not known here, so only
	// fields without a condition count.
	for _, f := range k.code.order {
		if f.Pkg() == nil || f.Pkg() == k.pass.Pkg {
			continue
		}
		for _, v := range k.code.fields[f] {
			if v.expr == nil || v.literal {
				continue
			}
			for _, s := range t.fieldsNamed(unversioned(f.Pkg().Path()), f.Name()) {
				if len(s.when.absent) == 0 {
					k.work = append(k.work, site{arg: v, sink: k.describe(s, symbol{s.path, s.typ, s.name}), at: v.expr})
				}
			}
		}
	}
}

// fieldsNamed are the rows about a field of any struct of a package. A field
// object does not say its struct; the tables hold no two structs of one package
// with a field of one name.
func (t *tables) fieldsNamed(path, name string) []*sink { return t.fields[[2]string{path, name}] }

func (k *keeper) describe(s *sink, sym symbol) SinkParam {
	return SinkParam{Index: s.param, As: s.as, URI: s.uri, Through: sym.short(), Source: s.source}
}

// holds says whether the other arguments of a call make it a sink.
func (k *keeper) holds(w condition, c call) bool {
	if w.emptyParam != 0 {
		if w.emptyParam >= len(c.expr.Args) {
			return false
		}
		text, ok := k.code.text(c.expr.Args[w.emptyParam])
		if !ok || text != "" {
			return false
		}
	}
	if w.header {
		text, ok := k.code.text(c.expr.Args[0])
		return ok && credentialHeaders[strings.ToLower(text)]
	}
	return true
}

func (k *keeper) missing(lit *ast.CompositeLit, fields []string) bool {
	for _, f := range fields {
		if !k.code.absent(lit, f) {
			return false
		}
	}
	return true
}

func (k *keeper) calls(calls []call, p SinkParam, via []nhi.Step) {
	for _, c := range calls {
		if p.Index >= 0 && p.Index < len(c.expr.Args) {
			k.work = append(k.work, site{arg: value{expr: c.expr.Args[p.Index]}, sink: p, at: c.expr, via: via})
		}
	}
}

func (k *keeper) values(values []value, p SinkParam, via []nhi.Step) {
	for _, v := range values {
		if v.expr != nil {
			k.work = append(k.work, site{arg: v, sink: p, at: v.expr, via: via})
		}
	}
}

// maxSinks bounds what one function or field can be a sink for.
const maxSinks = 8

// follow looks at where the value of a site comes from.
func (k *keeper) follow(s site) {
	for _, o := range k.code.origins(s.arg, k.readers) {
		switch o.kind {
		case fromConstant, fromEnv:
			k.credential(s, o)
		case fromParam:
			if p := k.code.params[o.object]; p.fn != nil {
				q := s.sink
				q.Index = p.index
				if k.mark(p.fn, q) {
					k.calls(k.code.callers[p.fn], q, k.onward(s))
				}
			}
		case fromField:
			if o.object.Pkg() != k.pass.Pkg {
				continue
			}
			q := s.sink
			q.Index = field
			if k.mark(o.object, q) {
				k.values(k.code.fields[o.object], q, k.onward(s))
			}
		}
	}
}

// onward is the way from a function or field to the sink: the site inside, and
// what follows it.
func (k *keeper) onward(s site) []nhi.Step {
	at := k.code.Span(s.at.Pos(), s.at.End())
	if !at.Valid() || len(s.via) >= maxHops {
		return s.via
	}
	return append([]nhi.Step{{At: at, Note: "on the way to " + s.sink.Through}}, s.via...)
}

// mark notes that an object is a sink, and says whether that is new.
func (k *keeper) mark(obj types.Object, p SinkParam) bool {
	s := k.sinks[obj]
	if s == nil {
		s = &Sink{}
		k.sinks[obj] = s
	}
	for _, q := range s.Params {
		if q == p {
			return false
		}
	}
	if len(s.Params) >= maxSinks {
		return false
	}
	s.Params = append(s.Params, p)
	return true
}

// credential makes the fact of one origin, once for each place.
func (k *keeper) credential(s site, o origin) {
	if k.seen[o.node.Pos()] {
		return
	}
	span := k.code.node(o.node)
	if !span.Valid() {
		return
	}
	var c *nhi.Credential
	if o.kind == fromConstant {
		if c = literalCredential(s.sink, o.text, span); c != nil {
			c.Name = o.holder
		}
	} else {
		c = envCredential(s.sink, o.text, span)
	}
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
	if at := k.code.Span(s.at.Pos(), s.at.End()); at.Valid() && !at.Overlaps(c.At) {
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
	c.Key, c.Name, c.Origin, c.Store, c.At = nhi.EnvKey("", name), name, nhi.FromEnv, "env", span
	return c
}

// export tells other packages what this one's functions and fields are.
func (k *keeper) export() {
	any := false
	for obj, s := range k.sinks {
		if obj.Exported() {
			k.pass.ExportObjectFact(obj, s)
			any = true
		}
	}
	for obj, i := range k.readers {
		if obj.Pkg() == k.pass.Pkg && obj.Exported() {
			k.pass.ExportObjectFact(obj, &EnvReader{Param: i})
			any = true
		}
	}
	if any {
		k.pass.ExportPackageFact(new(Exports))
	}
}
