package code

import (
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/wordset"
)

// App is a call that makes an application which answers over HTTP.
type App struct {
	Calls string
	// Methods declare what answers at a path: as decorators, or as calls with the path
	// and the function that answers.
	Methods string
	// Wraps are methods that put something between callers and all of that, and Quiet the
	// last parts of what asks callers for nothing.
	Wraps, Quiet string
	// Request says that what answers gets the request as its first parameter, whatever
	// that is called.
	Request bool
	Source  string
}

// Open is a call, or an attribute that is set, which says where an application listens.
type Open struct {
	Calls string
	// Arg and Pos are the address, and Everywhere says that without one it listens on all
	// of the machine's.
	Arg        string
	Pos        int
	Everywhere bool
	Source     string
}

// doors states the routes that set an agent to work for whoever reaches the port: the
// module makes the application and serves it on every address, and nothing in it looks
// at who calls.
func (r *reader) doors() {
	var app *syntax.Expr
	var row *App
	for _, k := range r.calls {
		for _, found := range r.known().apps.find(r.qual(k.e.X, k.s, 0)) {
			if app != nil || k.e.Arg("dependencies") != nil || k.e.Arg("middleware") != nil || k.e.Spread() {
				return // several, or one that is made with something before it
			}
			app, row = k.e, found
		}
	}
	if app == nil {
		return
	}
	open := r.listens()
	if open == nil || r.asksCallers(app, row) || r.behind() {
		return
	}
	routes := r.routes(app, row)
	if slices.ContainsFunc(routes, func(d route) bool { return contracts[d.path] }) {
		return
	}
	for _, d := range routes {
		a, ok := d.s.code.startsIn(d.def, d.s, 0)
		if !ok || r.asksHere(d, row.Request) {
			continue
		}
		subject := ""
		if a != nil {
			subject = a.Key
		}
		r.control(&nhi.Control{Kind: "authentication", State: "absent",
			Name: d.name, Subject: subject, Source: open.Source, At: d.at,
			Attributes: map[string]string{"why": "it is served on every address of the machine and starts the agent for whoever reaches the port"}})
	}
}

// contracts are paths that a platform calls which asks for a signature first.
// https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-http-protocol-contract.html
// https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html
var contracts = wordset.Of("/invocations /ping")

// listens is the row of what has the module listen on every address; nil when something
// else is said, or not known.
func (r *reader) listens() *Open {
	for _, k := range r.calls {
		for _, row := range r.known().opens.find(r.qual(k.e.X, k.s, 0)) {
			if k.e.Spread() {
				continue
			}
			arg, s := r.argument(k, row.Arg, row.Pos)
			if arg != nil && r.follow(arg, k.s, 0).def != nil { // what is called when it listens
				arg = nil
			}
			if arg == nil && row.Everywhere || arg != nil && s.code.everywhere(arg, s) {
				return row
			}
		}
	}
	for _, set := range r.sets {
		for _, row := range r.known().opens.find(r.qual(set.target, set.s, 0)) {
			if r.everywhere(set.value, set.s) {
				return row
			}
		}
	}
	return nil
}

// everywhere says whether an address is every one of the machine: written, or what
// counts where a variable is not set.
func (c *code) everywhere(e *syntax.Expr, s *scope) bool {
	if list, whole := c.elements(e, s, 0); whole && len(list) > 0 {
		for _, one := range list {
			if !one.s.code.everywhere(one.expr, one.s) {
				return false
			}
		}
		return true
	}
	if text := c.holed(e, s, 0); strings.HasPrefix(text, "0.0.0.0") || strings.HasPrefix(text, "[::]") || text == "::" {
		return true
	}
	open := false
	for _, o := range c.origins(e, s, 0) {
		if o.kind == fromConstant {
			if o.text != "0.0.0.0" && o.text != "::" {
				return false
			}
			open = true
		}
	}
	return open
}

// behind says whether a proxy is set up beside the module, which may ask for it.
func (r *reader) behind() bool {
	if r.repo.Tree == nil {
		return false
	}
	for dir := path.Dir(r.path); ; dir = path.Dir(dir) {
		for _, name := range [...]string{"nginx.conf", "nginx/nginx.conf", "nginx/default.conf", "Caddyfile", "traefik.yml", "traefik.yaml", "envoy.yaml"} {
			if r.repo.Has(path.Join(dir, name)) {
				return true
			}
		}
		if dir == "." || dir == "/" {
			return false
		}
	}
}

// route is a function that answers at a path.
type route struct {
	def  *syntax.Stmt
	s    *scope // of the function itself
	name string
	path string
	at   nhi.Span
	call *syntax.Expr
}

// maxRoutes bounds the routes of one application that are looked at.
const maxRoutes = 100

// routes are those of an application that this module declares, without what a function
// of its own stands before.
func (r *reader) routes(app *syntax.Expr, row *App) (out []route) {
	hung := map[*syntax.Expr]*syntax.Stmt{}
	for _, k := range r.calls {
		x := k.e.X
		if len(out) == maxRoutes || x.Kind != syntax.Attr || !wordset.Has(row.Methods, x.Text) || r.follow(x.X, k.s, 0).expr != app {
			continue
		}
		if len(hung) == 0 {
			r.hung(hung)
		}
		at, _ := r.text(k.e.Positional(0), k.s, 0)
		d := route{name: strings.ToUpper(x.Text) + " " + at, path: at, at: r.span(k.e.Start, k.e.End), call: k.e}
		if !verbs[x.Text] {
			d.name = "route " + at
		}
		if def := hung[k.e]; def != nil {
			d.def, d.s, d.at = def, r.scopes[def], r.span(k.e.Start, def.NameAt+int32(len(def.Name)))
		} else if len(k.e.Args) == 2 && k.e.Args[1].Name == "" {
			if t := r.follow(k.e.Args[1].Value, k.s, 0); t.def != nil && t.s.code == r.code {
				d.def, d.s, d.at = t.def, r.scopes[t.def], r.span(x.Start, x.End)
			}
		}
		if d.def != nil && d.s != nil {
			out = append(out, d)
		}
	}
	return out
}

// verbs are methods that are named as those of HTTP.
var verbs = wordset.Of("get post put patch delete")

// hung notes the functions by what hangs on them, where that is calls of one object and
// no decorator of its own, which may ask.
func (r *reader) hung(out map[*syntax.Expr]*syntax.Stmt) {
	for st := range r.scopes {
		if st.Kind != syntax.Def || len(st.Items) == 0 {
			continue
		}
		on, same := "", true
		for _, d := range st.Items {
			e := d.Value
			if e == nil || e.Kind != syntax.Call || e.X.Kind != syntax.Attr || e.X.X.Kind != syntax.Ident || on != "" && e.X.X.Text != on {
				same = false
				break
			}
			on = e.X.X.Text
		}
		for _, d := range st.Items {
			if same {
				out[d.Value] = st
			}
		}
	}
}

// startsIn is the agent that a function sets to work, itself or through others, and
// whether it does.
func (c *code) startsIn(def *syntax.Stmt, s *scope, deep int) (*nhi.Agent, bool) {
	for _, k := range c.calls {
		if k.e.Start < def.Start || k.e.End > def.End {
			continue
		}
		if a, ok := c.starts(k); ok {
			return a, true
		}
		if t := c.follow(k.e.X, k.s, 0); t.def != nil && t.def.Kind == syntax.Def && t.def != def && deep < 2 && (t.def.Start < def.Start || t.s.code != c) {
			if a, ok := t.s.code.startsIn(t.def, t.s, deep+1); ok {
				return a, true
			}
		}
	}
	return nil, false
}
