package code

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Life is a call that issues a credential whose life an argument says.
type Life struct {
	Calls string
	// Arg is the argument with the life, and pos its place from 1. until says that it
	// is a point in time.
	Arg   string
	Pos   int
	Until bool
	// Unit is that of a number in seconds; 0 for seconds. Endless says that what the call
	// makes has no end where none is said.
	Unit    int64
	Endless bool
	// Kind and title are those of the credential.
	Kind, Title string
	Source      string
}

// Signer is a function that signs claims as a JWT, with the place of the claims from
// 1 and their keyword.
type Signer struct {
	Calls string
	Pos   int
	Arg   string
	// Option is an entry of the options that says how long the token lives, and
	// OptionPos the place of those from 1.
	Option    string
	OptionPos int
	// Made is what is made of the claims, whose methods give it back until the call, and
	// Ends the one of them that says when the token ends.
	Made, Ends string
}

// rfcExp is the documentation of the default.
const rfcExp = "RFC 7519 section 4.1.4: exp is optional"

// lives states the credentials that the module issues, and how long they live.
func (r *reader) lives() {
	for _, k := range r.calls {
		q := r.qual(k.e.X, k.s, 0)
		for _, row := range r.known().signers.find(q) {
			if row.Option != "" && !r.without(k, row) {
				continue
			}
			if row.Made != "" {
				r.chained(k, row)
				continue
			}
			arg, _ := r.argument(k, row.Arg, row.Pos)
			r.signed(k, arg)
		}
		for _, row := range r.known().lives.find(q) {
			var arg *syntax.Expr
			var s *scope
			if row.Arg != "" {
				arg, s = r.argument(k, row.Arg, row.Pos)
			}
			if arg == nil && row.Endless && !k.e.Spread() {
				r.issued(k, row.Kind, row.Title, r.span(k.e.X.Start, k.e.X.End), nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Field: row.Arg, Source: row.Source})
			}
			if arg == nil || row.Until && r.dated(arg, s) {
				continue
			}
			life := nhi.Lifetime{Known: true, Basis: nhi.Written, Field: row.Arg, Source: row.Source}
			if value, ok := r.truth(arg, s); ok && !value && row.Kind == "jwt" {
				life.Never = true // expires_delta=False
			} else if n, ok := r.seconds(arg, s, 0); ok && n > 0 {
				life.Seconds = n * max(row.Unit, 1)
			} else {
				continue
			}
			r.issued(k, row.Kind, row.Title, r.at(arg), life)
		}
	}
}

// chained looks at a token that one expression makes, ends and signs; what goes by a
// name on the way may be ended elsewhere.
func (r *reader) chained(k call, row *Signer) {
	for e := k.e.X; e.Kind == syntax.Attr && e.X.Kind == syntax.Call; e = e.X.X {
		if r.qual(e.X.X, k.s, 0) == row.Made {
			r.signed(k, e.X.Positional(row.Pos-1))
			return
		}
		if e.X.X.Kind == syntax.Attr && e.X.X.Text == row.Ends {
			return
		}
	}
}

// without says whether the options of a call are known not to have the one that says
// how long the token lives.
func (r *reader) without(k call, row *Signer) bool {
	arg := k.e.Positional(row.OptionPos - 1)
	if arg == nil {
		return !k.e.Spread() && len(k.e.Args) < row.OptionPos
	}
	t := r.follow(arg, k.s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Dict || t.expr.Entry(row.Option) != nil {
		return false
	}
	return !t.expr.Spread()
}

// issued states a credential that the code makes for somebody.
func (r *reader) issued(k call, kind, title string, at nhi.Span, life nhi.Lifetime) {
	if at.File != r.file {
		return
	}
	name := "token"
	if k.s.def != nil && k.s.def.Kind == syntax.Def {
		name = k.s.def.Name
	}
	c := &nhi.Credential{
		Key: nhi.Key(r.key("issued"), r.path, strconv.Itoa(at.Start)), Kind: kind, Title: title, Name: name,
		Origin: nhi.FromIssuer, Store: "code", Lifetime: life, Confidence: nhi.Certain,
		Attributes: map[string]string{"function": name}, At: at,
	}
	if site := r.span(k.e.Start, k.e.End); !site.Overlaps(at) {
		c.Related = []nhi.Step{{At: site, Note: "made into a token here"}}
	}
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// signed looks at claims. They have no end when all of them are written out in the
// function that signs them, and exp is not among them; claims from elsewhere, or that
// go somewhere else as well, are unknown.
func (r *reader) signed(k call, claims *syntax.Expr) {
	if at, ok := r.unended(k, claims); ok {
		r.issued(k, "jwt", "signed JWT", at, nhi.Lifetime{Known: true, Never: true, Basis: nhi.Defaulted, Field: "exp", Source: rfcExp})
		return
	}
	t := r.follow(claims, k.s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Dict || t.s != k.s {
		return
	}
	for _, a := range t.expr.Args {
		if a.Star != 0 {
			return
		}
		key, ok := r.text(a.Key, t.s, 0)
		if !ok {
			return
		}
		if key == "exp" {
			if n, ok := r.seconds(a.Value, t.s, 0); ok && n > 0 && !r.dated(a.Value, t.s) {
				r.issued(k, "jwt", "signed JWT", r.at(a.Value), nhi.Lifetime{Known: true, Seconds: n, Basis: nhi.Written, Field: "exp"})
			}
			return
		}
	}
	if claims.Kind == syntax.Ident && r.touched(claims, t.s) {
		return
	}
	r.issued(k, "jwt", "signed JWT", r.span(t.expr.Start, t.expr.End), nhi.Lifetime{Known: true, Never: true, Basis: nhi.Defaulted, Field: "exp", Source: rfcExp})
}

// touched says whether the function does anything else with a variable than hand it
// over once: claims["exp"] = …, claims.update(…), add_expiry(claims).
func (r *reader) touched(name *syntax.Expr, s *scope) bool {
	body := r.m.Body
	if s.def != nil {
		body = s.def.Body
	}
	uses := 0
	var count func(list []*syntax.Stmt)
	count = func(list []*syntax.Stmt) {
		syntax.Walk(list, func(st *syntax.Stmt) bool {
			st.Exprs(func(e *syntax.Expr) {
				e.Walk(func(e *syntax.Expr) bool {
					if e.Kind == syntax.Ident && e.Text == name.Text {
						uses++
					}
					if e.Def != nil {
						count(e.Def.Body)
					}
					return true
				})
			})
			return true
		})
	}
	count(body)
	return uses > 2 // what is assigned, and what is signed
}

// dated says whether a point in time is a bare number, which is counted from 1970: no
// distance from now.
func (c *code) dated(e *syntax.Expr, s *scope) bool {
	t := c.follow(e, s, 0)
	return t.expr != nil && t.expr.Kind == syntax.Num
}

// seconds is how long a life is: a number, a timedelta, the distance from now, or a
// text such as 720h.
func (c *code) seconds(e *syntax.Expr, s *scope, hops int) (int64, bool) {
	t := c.follow(e, s, hops)
	if t.expr == nil || c.tired(hops) {
		return 0, false
	}
	c, e, s = t.s.code, t.expr, t.s
	switch e.Kind {
	case syntax.Num:
		n, err := strconv.ParseFloat(strings.ReplaceAll(e.Text, "_", ""), 64)
		return int64(n), err == nil && n >= 0 && n < 1e12
	case syntax.Str:
		text, ok := c.m.Text(e)
		if !ok {
			return 0, false
		}
		if read := c.repo.lang.Duration; read != nil {
			return read(text)
		}
		return duration(text)
	case syntax.Binary:
		x, ok1 := c.seconds(e.X, s, hops+1)
		y, ok2 := c.seconds(e.Y, s, hops+1)
		if !ok1 || !ok2 {
			return 0, false
		}
		switch e.Text {
		case "+":
			return x + y, true
		case "*":
			if y == 0 || x <= 1e12/y {
				return x * y, true
			}
		case "/":
			if y > 0 {
				return x / y, true
			}
		}
	case syntax.Call:
		q := c.qual(e.X, s, 0)
		if q == "datetime.timedelta" {
			return c.delta(e, s, hops)
		}
		if c.repo.lang.Seconds[q] {
			return c.seconds(e.Positional(0), s, hops+1)
		}
		if c.repo.lang.Now[q] {
			return 0, true
		}
		if e.X.Kind == syntax.Attr {
			switch e.X.Text {
			case "total_seconds", "timestamp", "replace", "astimezone", "utctimetuple", "timetuple", "isoformat":
				return c.seconds(e.X.X, s, hops+1)
			}
		}
	}
	return 0, false
}

var units = map[string]int64{"weeks": 7 * 86400, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}

// delta is a timedelta, whose first argument is days.
func (c *code) delta(e *syntax.Expr, s *scope, hops int) (int64, bool) {
	sum := int64(0)
	for i, a := range e.Args {
		unit := units[a.Name]
		if a.Name == "" && i == 0 && a.Star == 0 {
			unit = units["days"]
		}
		n, ok := c.seconds(a.Value, s, hops+1)
		if unit == 0 || !ok || n > 1e12/unit {
			return 0, false
		}
		sum += n * unit
	}
	return sum, len(e.Args) > 0
}

var durations = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,8})m)?(?:(\d{1,10})s?)?$`)
})

// duration reads 720h, 1h30m, 3600 and 3600s, as Vault does.
func duration(text string) (int64, bool) {
	m := durations().FindStringSubmatch(text)
	if m == nil || text == "" {
		return 0, false
	}
	sum := int64(0)
	for i, unit := range [...]int64{86400, 3600, 60, 1} {
		if m[i+1] != "" {
			n, _ := strconv.ParseInt(m[i+1], 10, 64)
			sum += n * unit
		}
	}
	return sum, true
}
