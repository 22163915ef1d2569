package golang

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Flow is what reaches the places that the tables know, in one package: the
// result of the Flow pass.
type Flow struct {
	pass    *analysis.Pass
	code    *Code
	readers map[types.Object]int
	returns map[types.Object]*Returns
	sinks   map[types.Object]*Sink // what this package's own functions and fields are
	work    []site
	// arrivals are in the order in which they were found; sites are all places,
	// whatever is known of what reaches them.
	arrivals []arrival
	sites    []site
	lived    []lived
	// unending are functions of other packages that return claims without an end.
	unending map[types.Object]bool
	steps    int
}

// site is an expression that reaches a sink.
type site struct {
	arg  value
	sink SinkParam
	at   ast.Node   // the call or literal
	via  []nhi.Step // from there to the sink, within this package
	// within is the function around it, where that is known.
	within *ast.FuncDecl
}

// arrival is a value of known origin at a site.
type arrival struct {
	*site
	origin
}

// flow is the Flow pass.
func flow(pass *analysis.Pass, code *Code) *Flow {
	f := &Flow{pass: pass, code: code, readers: map[types.Object]int{}, returns: map[types.Object]*Returns{}, sinks: map[types.Object]*Sink{}, unending: map[types.Object]bool{}}
	foreign := f.importsSinks()
	if !foreign && !code.imports() {
		if !code.handsOn() {
			return f
		}
		// What has nothing to do with agents may still hand on what it is given.
		code.index()
		f.direct(func(s *sink) bool { return s.slot != toClient })
		f.settle(func(o origin) bool { return o.kind == fromParam || o.kind == fromField })
		f.findReaders()
		f.export()
		f.arrivals = nil
		return f
	}
	code.index()
	f.findReaders()
	if foreign {
		f.foreign()
	}
	f.direct(func(*sink) bool { return true })
	f.settle(func(origin) bool { return true })
	f.export()
	return f
}

// settle follows sites until nothing new turns up.
func (f *Flow) settle(counts func(origin) bool) {
	for len(f.work) > 0 {
		s := f.work[0]
		f.work = f.work[1:]
		f.follow(s, counts)
	}
}

// importsSinks says whether a package that this one imports has sinks.
func (f *Flow) importsSinks() bool {
	for _, p := range f.pass.Pkg.Imports() {
		if f.pass.ImportPackageFact(p, new(Exports)) {
			return true
		}
	}
	return false
}

// findReaders finds the functions of the package that read the variable which a
// parameter of theirs names.
func (f *Flow) findReaders() {
	for _, c := range f.code.calls {
		i, ok := readsEnv(c.callee)
		if !ok || i >= len(c.expr.Args) {
			continue
		}
		id, ok := ast.Unparen(c.expr.Args[i]).(*ast.Ident)
		if !ok {
			continue
		}
		p, ok := f.code.params[f.pass.TypesInfo.Uses[id]]
		if ok && returnsText(p.fn) {
			f.readers[p.fn] = p.index
		}
	}
}

// returnsText says whether the first result of a function is a string.
func returnsText(fn types.Object) bool {
	sig, ok := fn.Type().Underlying().(*types.Signature)
	if !ok || sig.Results().Len() == 0 {
		return false
	}
	return isText(sig.Results().At(0).Type())
}

// returnsClaims says whether the first result of a function is a set of claims.
func returnsClaims(fn types.Object) bool {
	sig, ok := fn.Type().Underlying().(*types.Signature)
	if !ok || sig.Results().Len() == 0 {
		return false
	}
	sym, _ := named(sig.Results().At(0).Type())
	return jwtPaths[sym.path]
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// carriesText says whether a value of a type can hold a secret as it is: texts,
// bytes, and what may be anything.
func carriesText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && (b.Kind() == types.Byte || b.Info()&types.IsString != 0) || isAny(u.Elem())
	case *types.Pointer:
		return isText(u.Elem())
	}
	return isText(t) || isAny(t) || t.Underlying() == types.Typ[types.Invalid]
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// foreign takes in what is known of the functions and fields of other packages
// that are used here.
func (f *Flow) foreign() {
	for _, c := range f.code.calls {
		if c.object == nil || c.object.Pkg() == f.pass.Pkg {
			continue
		}
		var e EnvReader
		if f.pass.ImportObjectFact(c.object, &e) {
			f.readers[c.object] = e.Param
		}
		var r Returns
		if f.pass.ImportObjectFact(c.object, &r) {
			f.returns[c.object] = &r
			f.unending[c.object] = r.Endless
		}
		var s Sink
		if f.pass.ImportObjectFact(c.object, &s) {
			for _, p := range s.Params {
				f.calls([]call{c}, p, nil)
			}
		}
	}
	for _, v := range f.code.order {
		var s Sink
		if v.Pkg() != f.pass.Pkg && f.pass.ImportObjectFact(v, &s) {
			for _, p := range s.Params {
				f.values(f.code.fields[v], p, nil)
			}
		}
	}
}

// direct finds the sinks of the tables.
func (f *Flow) direct(counts func(*sink) bool) {
	t := known()
	for _, c := range f.code.calls {
		for _, s := range t.sinks[c.callee] {
			switch {
			case s.param == field || !counts(s) || !f.holds(s, c):
			case s.list != "":
				if s.param < len(c.expr.Args) {
					f.list(s, c.callee, site{arg: value{expr: c.expr.Args[s.param]}, at: c.expr, within: c.within})
				}
			default:
				f.calls([]call{c}, s.describe(c.callee), nil)
			}
		}
	}
	for _, l := range f.code.lits {
		for key, kv := range l.fields() {
			sym := symbol{l.typ.path, l.typ.name, key.Name}
			for _, s := range t.sinks[sym] {
				if s.list != "" {
					f.list(s, sym, site{arg: value{expr: kv.Value}, at: kv, within: l.within})
				} else if s.param == field && counts(s) && f.missing(l.expr, s.when) {
					f.work = append(f.work, site{arg: value{expr: kv.Value}, sink: s.describe(sym), at: kv, within: l.within})
				}
			}
		}
	}
	// cfg.APIKey = x. What else the struct holds is not known here, so only
	// fields without a condition count.
	for _, v := range f.code.order {
		if v.Pkg() == nil || v.Pkg() == f.pass.Pkg {
			continue
		}
		for _, val := range f.code.fields[v] {
			if val.expr == nil || val.literal {
				continue
			}
			for _, s := range t.fieldsNamed(v) {
				if s.list != "" {
					f.list(s, symbol{s.path, s.typ, s.name}, site{arg: val, at: val.expr, within: val.within})
				} else if len(s.when.absent) == 0 && s.when.mentions[0] == "" && counts(s) {
					f.work = append(f.work, site{arg: val, sink: s.describe(symbol{s.path, s.typ, s.name}), at: val.expr, within: val.within})
				}
			}
		}
	}
}

// list takes in what a list of several is made of: environments and headers.
func (f *Flow) list(row *sink, sym symbol, s site) {
	s.sink = row.describe(sym)
	s.sink.Index = 0
	var elements []ast.Expr
	e := ast.Unparen(s.arg.expr)
	if id, ok := e.(*ast.Ident); ok {
		if sets := f.code.sets[f.pass.TypesInfo.Uses[id]]; len(sets) == 1 && sets[0].expr != nil {
			e = ast.Unparen(sets[0].expr)
		}
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		elements = e.Elts
	case *ast.CallExpr: // append(os.Environ(), "NAME="+value)
		if id, ok := e.Fun.(*ast.Ident); ok && id.Name == "append" && len(e.Args) > 1 {
			elements = e.Args[1:]
		}
	}
	for _, e := range elements {
		name := ""
		if kv, ok := e.(*ast.KeyValueExpr); ok && row.list == "headers" {
			text, _ := f.code.text(kv.Key)
			if !credentialHeaders[strings.ToLower(text)] {
				continue
			}
			s.arg.expr = kv.Value
		} else if name, s.arg.expr = f.assignment(e); s.arg.expr == nil || row.list != "env" {
			continue
		}
		s.sink.As = name
		f.work = append(f.work, s)
	}
}

// assignment splits "NAME=" + value, and what is formatted so.
func (f *Flow) assignment(e ast.Expr) (name string, to ast.Expr) {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if text, ok := f.code.text(e.X); ok && e.Op == token.ADD && strings.HasSuffix(text, "=") {
			return strings.TrimSuffix(text, "="), e.Y
		}
	case *ast.CallExpr:
		if _, sym := f.code.callee(e); sym == (symbol{"fmt", "", "Sprintf"}) && len(e.Args) == 2 {
			if text, ok := f.code.text(e.Args[0]); ok && strings.HasSuffix(text, "=%s") {
				return strings.TrimSuffix(text, "=%s"), e.Args[1]
			}
		}
	}
	return "", nil
}

// fieldsNamed are the rows about a field.
func (t *tables) fieldsNamed(v *types.Var) []*sink {
	var rows []*sink
	for _, s := range t.fields[[2]string{unversioned(v.Pkg().Path()), v.Name()}] {
		if owns(s.typ, v) {
			rows = append(rows, s)
		}
	}
	return rows
}

// describe is what is said of whatever reaches a sink of the tables.
func (s *sink) describe(sym symbol) SinkParam {
	return SinkParam{Index: s.param, Rest: s.rest, As: s.as, URI: s.uri, Slot: s.slot, Unit: 1, Now: s.now, Renewed: s.renewed,
		Field: sym.name, Through: sym.short(), Source: s.source}
}

// holds says whether the other arguments of a call make it a sink.
func (f *Flow) holds(s *sink, c call) bool {
	w := s.when
	if w.emptyParam != 0 {
		if w.emptyParam >= len(c.expr.Args) {
			return false
		}
		text, ok := f.code.text(c.expr.Args[w.emptyParam])
		if !ok || text != "" {
			return false
		}
	}
	if w.named == nil {
		return true
	}
	if len(c.expr.Args) == 0 {
		return false
	}
	text, ok := f.code.text(c.expr.Args[0])
	return ok && w.named[strings.ToLower(text)]
}

// missing says whether the other fields of a literal make one a sink.
func (f *Flow) missing(lit *ast.CompositeLit, w condition) bool {
	for _, name := range w.absent {
		if !f.code.absent(lit, name) {
			return false
		}
	}
	return w.mentions[0] == "" || f.code.mentions(lit, w.mentions[0], w.mentions[1])
}

// calls takes in what calls give to a parameter. What is given to "..." as a
// whole is one value.
func (f *Flow) calls(calls []call, p SinkParam, via []nhi.Step) {
	for _, c := range calls {
		if p.Index < 0 {
			continue
		}
		for i := p.Index; i < len(c.expr.Args); i++ {
			f.work = append(f.work, site{arg: value{expr: c.expr.Args[i]}, sink: p, at: c.expr, via: via, within: c.within})
			if !p.Rest {
				break
			}
		}
	}
}

func (f *Flow) values(values []value, p SinkParam, via []nhi.Step) {
	for _, v := range values {
		if v.expr != nil {
			f.work = append(f.work, site{arg: v, sink: p, at: v.expr, via: via, within: v.within})
		}
	}
}

// maxSinks bounds what one function or field can be a sink for.
const maxSinks = 8

// follow looks at where the value of a site comes from.
func (f *Flow) follow(s site, counts func(origin) bool) {
	switch s.sink.Slot {
	case toHandler:
		f.handler(s)
		return
	case toClaims:
		f.claims(s)
		return
	case toLife:
		f.life(s)
		return
	}
	f.sites = append(f.sites, s)
	for _, o := range f.origins(s.arg, s.sink.Slot != toClient) {
		if !counts(o) {
			continue
		}
		switch o.kind {
		case fromParam:
			p := f.code.params[o.object]
			if p.fn == nil || !carriesText(o.object.Type()) {
				continue
			}
			q := s.sink
			q.Index, q.Rest = p.index, p.rest
			if f.mark(p.fn, q) {
				f.calls(f.code.callers[p.fn], q, f.onward(s))
			}
			f.arrivals = append(f.arrivals, arrival{&s, o})
		case fromField:
			f.arrivals = append(f.arrivals, arrival{&s, o})
			if o.object.Pkg() != f.pass.Pkg || s.sink.Slot == toLog || s.sink.Slot == toTrace {
				continue // who fills a struct does not mean its fields for the log
			}
			q := s.sink
			q.Index, q.Rest = field, false
			if f.mark(o.object, q) {
				f.values(f.code.fields[o.object], q, f.onward(s))
			}
		default:
			f.arrivals = append(f.arrivals, arrival{&s, o})
		}
	}
}

// handler takes the results of a function that a framework calls: they are what
// the model is told.
func (f *Flow) handler(s site) {
	e := ast.Unparen(s.arg.expr)
	var fn ast.Node
	switch e := e.(type) {
	case *ast.FuncLit:
		fn = e
	case *ast.Ident:
		if d := f.code.decls[f.pass.TypesInfo.Uses[e]]; d != nil {
			fn = d
		}
	case *ast.SelectorExpr:
		if d := f.code.decls[f.pass.TypesInfo.Uses[e.Sel]]; d != nil {
			fn = d
		}
	}
	if fn == nil {
		return
	}
	q := s.sink
	q.Slot = toResult
	for _, ret := range f.code.results[fn] {
		for _, e := range ret.Results {
			if sym, _ := named(f.pass.TypesInfo.TypeOf(e)); known().takers[sym.path] {
				continue // an answer in the framework's own types has rows of its own
			}
			f.work = append(f.work, site{arg: value{expr: e}, sink: q, at: ret})
		}
	}
}

// onward is the way from a function or field to the sink: the site inside, and
// what follows it.
func (f *Flow) onward(s site) []nhi.Step {
	at := f.code.Span(s.at.Pos(), s.at.End())
	if !at.Valid() || len(s.via) >= maxHops {
		return s.via
	}
	return append([]nhi.Step{{At: at, Note: "on the way to " + s.sink.Through}}, s.via...)
}

// mark notes that an object is a sink, and says whether that is new.
func (f *Flow) mark(obj types.Object, p SinkParam) bool {
	s := f.sinks[obj]
	if s == nil {
		s = &Sink{}
		f.sinks[obj] = s
	}
	for _, q := range s.Params {
		if q == p || q.Slot == p.Slot && q.Index == p.Index && p.Slot != toClient {
			return false
		}
	}
	if len(s.Params) >= maxSinks {
		return false
	}
	s.Params = append(s.Params, p)
	return true
}
