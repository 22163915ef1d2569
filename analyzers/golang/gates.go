package golang

import (
	"go/ast"
	"go/constant"
	"go/types"
	"net/netip"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// gates is what the Agents pass knows of the ways in and out: whom the code
// believes, whom it lets in, and whose token it passes on. It looks at packages
// that have to do with agents only, as other scanners know the rest.
func (b *builder) gates() {
	if !b.code.agentic() {
		return
	}
	b.passed()
	b.switches()
	b.trusting()
	b.endpoints()
	b.sessions()
	sort.SliceStable(b.facts.Controls, func(i, j int) bool { return b.facts.Controls[i].At.Less(b.facts.Controls[j].At) })
}

// agentic says whether the package uses a framework for agents or tools.
func (c *Code) agentic() bool {
	for _, f := range c.files {
		for _, spec := range f.Imports {
			if known().agentic[unversioned(importPath(spec))] {
				return true
			}
		}
	}
	return false
}

func (b *builder) control(kind, state, name, subject, why, source string, at nhi.Span) {
	if at.Valid() {
		b.facts.Controls = append(b.facts.Controls, &nhi.Control{Key: nhi.Key("go-control", at.File.Path, strconv.Itoa(at.Start)), Kind: kind, Name: name, State: state,
			Subject: subject, Source: source, Attributes: map[string]string{"why": why}, At: at})
	}
}

// switches states checks that are taken away: of who answers, where a credential is
// sent to them; of tokens, where nothing else here looks at what was not checked.
func (b *builder) switches() {
	for _, l := range b.code.lits {
		for key, kv := range l.fields() {
			r := known().switches[symbol{l.typ.path, l.typ.name, key.Name}]
			if r == nil || !b.code.yes(kv.Value) || r.unless != "" && b.selects(r.unless) {
				continue
			}
			at := b.code.Span(kv.Pos(), kv.End())
			if r.kind == "token" {
				b.control("token-check", "off", key.Name, "", r.why, r.source, at)
				continue
			}
			if subject := b.sentThrough(l.expr); subject != "" {
				b.control("server-check", "off", key.Name, subject, r.why, r.source, at)
			}
		}
	}
}

// trusting states tokens that are believed as they are.
func (b *builder) trusting() {
	checked := map[*trustingRow]bool{}
	for _, c := range b.code.calls {
		r := known().trusting[c.callee]
		if r == nil {
			continue
		}
		if _, ok := checked[r]; !ok {
			checked[r] = slices.ContainsFunc(b.code.calls, func(d call) bool { return d.callee.path == r.path && slices.Contains(r.unless, d.callee.name) })
		}
		if checked[r] {
			continue
		}
		if r.named && (c.within == nil || !b.namesSomebody(c.within)) {
			continue
		}
		b.control("token-check", "off", r.name, "", r.why, r.source, b.code.Span(c.expr.Fun.Pos(), c.expr.Fun.End()))
	}
}

// namesSomebody says whether a function reads whom a token speaks of.
func (b *builder) namesSomebody(d *ast.FuncDecl) bool {
	if found, ok := b.names[d]; ok {
		return found
	}
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			found = found || n.Sel.Name == "GetSubject" || n.Sel.Name == "Subject"
		case *ast.BasicLit:
			text, ok := b.code.text(n)
			found = found || ok && (text == "sub" || text == "email" || text == "preferred_username")
		}
		return !found
	})
	b.names[d] = found
	return found
}

// sentThrough is the tool or agent that is made of a literal and holds a
// credential.
func (b *builder) sentThrough(lit ast.Expr) string {
	if b.senders == nil {
		b.senders = map[ast.Expr]string{}
		made := func(of ast.Expr, key string) {
			w := b.from(of)
			if len(w.creds) == 0 {
				return
			}
			for x := range w.seen {
				if lit, ok := x.(*ast.CompositeLit); ok && b.senders[lit] == "" {
					b.senders[lit] = key
				}
			}
		}
		for _, t := range b.facts.Tools {
			made(b.nodes[t], t.Key)
		}
		for _, c := range b.code.calls {
			if a := b.agents[c.expr]; a != nil && a.Key != "" {
				made(c.expr, a.Key)
			}
		}
	}
	return b.senders[lit]
}

// yes says whether an expression is the constant true.
func (c *Code) yes(e ast.Expr) bool {
	tv := c.pass.TypesInfo.Types[e]
	return tv.Value != nil && tv.Value.Kind() == constant.Bool && constant.BoolVal(tv.Value)
}

// selects says whether the package reads a field or method of a name.
func (b *builder) selects(name string) bool {
	found, ok := b.picks[name]
	if ok {
		return found
	}
	for _, f := range b.code.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == name {
				found = true
			}
			return !found
		})
	}
	b.picks[name] = found
	return found
}

// endpoints states handlers that are served as they are: nothing stands around
// them, the address is written and no loopback one, and nothing here asks callers
// who they are. What a proxy before the program asks is not seen, which is why a
// handler that anything wraps is passed over.
func (b *builder) endpoints() {
	looked := 0
	for _, c := range b.code.calls {
		r := known().endpoints[c.callee]
		if r == nil || looked == maxEndpoints || r.asks != "" && b.importsPath(r.asks) || r.option != "" && b.selects(r.option) {
			continue
		}
		if r.server >= 0 && (r.server >= len(c.expr.Args) || b.looks(c.expr.Args[r.server])) {
			continue
		}
		looked++
		address, ok := b.served(c)
		if !ok || loopback(address) {
			continue
		}
		b.control("authentication", "absent", guessName(r.path)+"."+r.name, b.server(), "it is served on "+strconv.Quote(address)+" as it is", r.source, b.code.Span(c.expr.Fun.Pos(), c.expr.Fun.End()))
	}
}

// maxEndpoints is how many handlers of a package are looked at, each of which takes a
// look at all that it does. A server has one or two.
const maxEndpoints = 20

func (b *builder) importsPath(path string) bool {
	for _, f := range b.code.files {
		for _, spec := range f.Imports {
			if unversioned(importPath(spec)) == path {
				return true
			}
		}
	}
	return false
}

// server is the key of the tool server, or agent, that the package is.
func (b *builder) server() string {
	if len(b.facts.Agents) == 1 {
		return b.facts.Agents[0].Key
	}
	return ""
}

// looks says whether the function that chooses a server may look at the request.
func (b *builder) looks(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.FuncLit)
	if !ok {
		return true
	}
	params := lit.Type.Params.List
	if len(params) != 1 || len(params[0].Names) == 0 {
		return false
	}
	request := b.code.pass.TypesInfo.Defs[params[0].Names[0]]
	used := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && request != nil && b.code.pass.TypesInfo.Uses[id] == request {
			used = true
		}
		return !used
	})
	return used
}

// served is the address that a handler is served on, when nothing stands around it.
func (b *builder) served(handler call) (address string, ok bool) {
	raw := map[types.Object]bool{} // variables that are the handler, or a mux that it stands in
	is := func(e ast.Expr) bool {
		e = ast.Unparen(e)
		if e == handler.expr {
			return true
		}
		id, isName := e.(*ast.Ident)
		return isName && raw[b.code.pass.TypesInfo.Uses[id]]
	}
	for obj, sets := range b.code.sets {
		if len(sets) == 1 && sets[0].expr != nil && ast.Unparen(sets[0].expr) == handler.expr {
			raw[obj] = true
		}
	}
	mounted := false // in the default mux
	for _, c := range b.code.calls {
		if c.callee.path != "net/http" || len(c.expr.Args) != 2 || c.callee.name != "Handle" || !is(c.expr.Args[1]) {
			continue
		}
		if c.callee.typ == "" {
			mounted = true
		} else if sel, ok := ast.Unparen(c.expr.Fun).(*ast.SelectorExpr); ok {
			if id, ok := ast.Unparen(sel.X).(*ast.Ident); ok {
				raw[b.code.pass.TypesInfo.Uses[id]] = true
			}
		}
	}
	serves := func(e ast.Expr) bool {
		return e == nil && mounted || e != nil && (is(e) || mounted && b.code.pass.TypesInfo.Types[e].IsNil())
	}
	for _, c := range b.code.calls {
		switch {
		case c.callee == symbol{"net/http", "", "ListenAndServe"} && len(c.expr.Args) == 2 && serves(c.expr.Args[1]):
			return b.code.text(c.expr.Args[0])
		case c.callee.path == handler.callee.path && c.callee.name == "Start" && len(c.expr.Args) == 1: // mcp-go serves itself
			if sel, ok := ast.Unparen(c.expr.Fun).(*ast.SelectorExpr); ok && is(sel.X) {
				return b.code.text(c.expr.Args[0])
			}
		}
	}
	for _, l := range b.code.lits {
		if l.typ == (symbol{"net/http", "", "Server"}) && serves(b.code.fieldOf(l.expr, "Handler")) {
			return b.code.textField(l.expr, "Addr")
		}
	}
	return "", false
}

// loopback says whether an address is one of this machine alone, or none.
func loopback(address string) bool {
	i := strings.LastIndexByte(address, ':')
	if i < 0 || i == len(address)-1 {
		return true
	}
	host := strings.Trim(address[:i], "[]")
	ip, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}

// keyless are the ways without a secret that the package takes, by vendor: the
// call, and what it is a call of.
func (f *Flow) keyless() map[string]keylessWay {
	out := map[string]keylessWay{}
	for _, way := range f.ownWays() {
		if _, ok := out[way.vendor]; !ok {
			out[way.vendor] = way
		}
	}
	for _, c := range f.code.calls {
		k := new(Keyless)
		if c.object == nil || c.object.Pkg() == f.pass.Pkg || !f.pass.ImportObjectFact(c.object, k) {
			continue
		}
		if _, ok := out[k.Vendor]; !ok {
			out[k.Vendor] = keylessWay{at: c.expr, vendor: k.Vendor, through: k.Through}
		}
	}
	return out
}

// ownWays are those that the package takes itself.
func (f *Flow) ownWays() (ways []keylessWay) {
	for _, c := range f.code.calls {
		if r := known().keyless[c.callee]; r != nil {
			ways = append(ways, keylessWay{c.expr, c.within, r.vendor, c.callee.short()})
		}
	}
	for _, l := range f.code.lits {
		for key, kv := range l.fields() {
			sym := symbol{l.typ.path, l.typ.name, key.Name}
			if !known().audiences[sym] {
				continue
			}
			if text, ok := f.code.text(kv.Value); ok && audienceOf(text) != "" {
				ways = append(ways, keylessWay{kv, l.within, audienceOf(text), sym.short() + " " + text})
			}
		}
	}
	return ways
}

type keylessWay struct {
	at              ast.Node
	within          *ast.FuncDecl
	vendor, through string
}

// exportKeyless tells other packages which functions sign in without a secret.
func (f *Flow) exportKeyless() bool {
	any := false
	for _, way := range f.ownWays() {
		if way.within == nil {
			continue
		}
		if fn := f.pass.TypesInfo.Defs[way.within.Name]; fn != nil && fn.Exported() {
			f.pass.ExportObjectFact(fn, &Keyless{Vendor: way.vendor, Through: way.through})
			any = true
		}
	}
	return any
}
