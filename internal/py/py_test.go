package py

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/syntax"
)

// show writes tokens as kind and text.
func show(src string) string {
	toks, _ := Lex(src)
	var out []string
	for _, t := range toks {
		switch t.Kind {
		case Newline:
			out = append(out, "NL")
		case Indent:
			out = append(out, "IN")
		case Dedent:
			out = append(out, "DE")
		default:
			out = append(out, src[t.Start:t.End])
		}
	}
	return strings.Join(out, "|")
}

// TestLex has what CPython's tokenize says of each.
func TestLex(t *testing.T) {
	for src, want := range map[string]string{
		"x=rb'a\\'' # c\n":               "x|=|rb'a\\''|NL",
		"y(1.5e3,\n'''b'\n''')\n":        "y|(|1.5e3|,|'''b'\n'''|)|NL",
		"\ufeffx":                        "x|NL",
		"if a:\n\tb\n        c\nd":       "if|a|:|NL|IN|b|NL|c|NL|DE|d|NL",
		"if a:\n  b\n\n  # c\n\x0c  d\n": "if|a|:|NL|IN|b|NL|d|NL|DE",
		"if a:\n  if b:\n    c\nd":       "if|a|:|NL|IN|if|b|:|NL|IN|c|NL|DE|DE|d|NL",
		"a = \\\n  'x'":                  "a|=|'x'|NL",
		"a\r\nb\rc":                      "a|NL|b|NL|c|NL",
		"1if 0x1for x in 1_0.e-5j":       "1|if|0x1f|or|x|in|1_0.e-5j|NL",
		"a:=b->c**=d//e<>...":            "a|:=|b|->|c|**=|d|//|e|<>|...|NL",
		`f"{a["b"]}" f'{x!r:>{w}}' c`:    `f"{a["b"]}"|f'{x!r:>{w}}'|c|NL`,
		`f"{f"{f"{1}"}"}"`:               `f"{f"{f"{1}"}"}"|NL`,
		`f'{{' '}'`:                      `f'{{'|'}'|NL`,
		`f'\N{DASH}{x}' y`:               `f'\N{DASH}{x}'|y|NL`,
		`f'\{x}' y`:                      `f'\{x}'|y|NL`,
		`t"{a}" rT'{b}'`:                 `t"{a}"|rT'{b}'|NL`,
		"f'{a\n}' b":                     "f'{a\n}'|b|NL",
		"f'{a # }\n}' b":                 "f'{a # }\n}'|b|NL",
		"f'{x:=5}'":                      "f'{x:=5}'|NL",
		"f'{x!=5}'":                      "f'{x!=5}'|NL",
		"f'{' b":                         "f'{'|b|NL",
		"a = 'x\nb = 'y'":                "a|=|'x|NL|b|=|'y'|NL",
		"f(a\nimport b\nc":               "f|(|a|NL|import|b|NL|c|NL",
		"a = 10L":                        "a|=|10L|NL",
		"été = 1":                        "été|=|1|NL",
		"":                               "",
		"# only":                         "",
	} {
		if got := show(src); got != want {
			t.Errorf("%q\n got %s\nwant %s", src, got, want)
		}
	}
}

// write writes an expression with every bracket that its tree has.
func write(m *Module, e *syntax.Expr) string {
	if e == nil {
		return ""
	}
	args := func() string {
		var out []string
		for _, a := range e.Args {
			text := strings.Repeat("*", int(a.Star))
			if a.Name != "" {
				text += a.Name + "="
			}
			if a.Key != nil {
				text += write(m, a.Key) + ":"
			}
			out = append(out, text+write(m, a.Value))
		}
		return strings.Join(out, ",")
	}
	switch e.Kind {
	case syntax.Ident, syntax.Num, syntax.Const:
		return e.Text
	case syntax.Str:
		if text, ok := m.Text(e); ok {
			return fmt.Sprintf("%q", text)
		}
		var out []string
		for _, p := range m.Pieces(e) {
			if p.Expr != nil {
				out = append(out, "{"+write(m, p.Expr)+"}")
			} else {
				out = append(out, p.Text)
			}
		}
		return "<" + strings.Join(out, "|") + ">"
	case syntax.Attr:
		return write(m, e.X) + "." + e.Text
	case syntax.Call:
		return write(m, e.X) + "(" + args() + ")"
	case syntax.Index:
		return write(m, e.X) + "[" + write(m, e.Y) + "]"
	case syntax.List, syntax.Dict, syntax.Set, syntax.Tuple:
		return map[syntax.ExprKind]string{syntax.List: "L", syntax.Dict: "D", syntax.Set: "S", syntax.Tuple: "T"}[e.Kind] + "(" + args() + ")"
	case syntax.Binary, syntax.Logic, syntax.Compare:
		return "(" + write(m, e.X) + " " + e.Text + " " + write(m, e.Y) + ")"
	case syntax.Unary:
		return "(" + e.Text + " " + write(m, e.X) + ")"
	case syntax.Ternary:
		return "(" + write(m, e.X) + " if " + write(m, e.Y) + " else " + write(m, e.Z) + ")"
	case syntax.Comp:
		return "C(" + write(m, e.X) + " " + args() + ")"
	case syntax.Named:
		return "(" + write(m, e.X) + ":=" + write(m, e.Y) + ")"
	case syntax.Slice:
		return write(m, e.X) + ":" + write(m, e.Y) + ":" + write(m, e.Z)
	}
	return fmt.Sprintf("?%d(%s%s)", e.Kind, write(m, e.X), args())
}

func TestExpr(t *testing.T) {
	for src, want := range map[string]string{
		"a or b and not c == d":       "(a or (b and (not (c == d))))",
		"-x**2 + y * z":               "((- (x ** 2)) + (y * z))",
		"a if b else c if d else e":   "(a if b else (c if d else e))",
		"f(a, *b, k=1, **c)":          "f(a,*b,k=1,**c)",
		"f(x for x in y if z)":        "f(C(x x:y,z))",
		"{'a': 1, **b}":               `D("a":1,**b)`,
		"{1, 2}":                      "S(1,2)",
		"{k: v for k, v in x}":        "C(k T(k,v):x)",
		"x[1:2, ::3, *y]":             "x[T(1:2:,::3,?21(y))]",
		"a not in b is not c":         "((a not in b) is not c)",
		"await f(x)":                  "?19(f(x))",
		"(y := f(x), 1)":              "T((y:=f(x)),1)",
		"'a' \"b\" '\\x41'":           `"abA"`,
		"f'a{x}b{y.z!r:>{w}}c'":       "<a|{x}|b|{y.z}|{w}|c>",
		"f'{{}}{x[\"k\"]}'":           `<{}|{x["k"]}>`,
		"b'\\x41' r'\\n'":             `"A\\n"`,
		"lambda x, *y, z=load(): x+z": "?17((x + z)x=,*y=,z=load())",
		"print >>f, 'x'":              `T((print >> f),"x")`,
	} {
		m := Parse(src)
		if len(m.Body) != 1 || m.Body[0].Kind != syntax.ExprStmt || len(m.Errors) > 0 {
			t.Errorf("%s: %d statements, %v", src, len(m.Body), m.Errors)
			continue
		}
		if got := write(m, m.Body[0].Value); got != want {
			t.Errorf("%s\n got %s\nwant %s", src, got, want)
		}
	}
}

// outline writes statements by kind and name, with their bodies in brackets.
func outline(list []*syntax.Stmt) string {
	var out []string
	for _, s := range list {
		text := [...]string{"expr", "assign", "augment", "import", "from", "def", "class", "return", "", "other"}[s.Kind] + s.Word
		if s.Name != "" {
			text += " " + s.Name
		}
		if len(s.Body) > 0 {
			text += "{" + outline(s.Body) + "}"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestStatements(t *testing.T) {
	for src, want := range map[string]string{
		"import a.b as c, d\nfrom ..e import (f as g,\n h,)\nfrom . import *": "import from from",
		"@d(1)\n@e\nasync def f[T](a: int, /, *, b=2) -> C:\n  return 1":      "def f{return}",
		"class A(B, metaclass=M):\n  x: int = 1\n  def f(self): pass":         "class A{assign def f{otherpass}}",
		"try:\n  a\nexcept* (B, C) as e:\n  b\nelse: c\nfinally:\n  d":        "try{expr} except e{expr} else{expr} finally{expr}",
		"with (open(a) as b, c as d,):\n  e\nwith f() as (g, h): i":           "with{expr} with{expr}",
		"match x:\n  case A(b=1) | [c, *_] if d:\n    e\nmatch = 1":           "match{case{expr}} assign",
		"match(x)\nmatch[1] = 2\nprint(match)":                                "expr assign expr",
		"type X[T] = list[T]\ntype = 5\ntype(x)":                              "othertype X assign expr",
		"for a, *b in c: d; e;\nelse:\n  f":                                   "for{expr expr} else{expr}",
		"a = b = c\na: int\nglobal x, y\ndel a, b":                            "assign assign otherglobal otherdel",
		"print 'x'\nexec 'y' in z\nraise E, 'm'\nb = 1":                       "expr expr otherraise assign",
		"def f(a, (b, c)):\n  print 'x' % a\n  return 0777L\nd = `e`":         "def f{expr return} assign",
		"f(a, b\ndef g():\n  c\nd":                                            "expr def g{expr} expr",
		"  a\nb\n    c\n  d\ne":                                               "expr expr expr expr expr",
		"if a\n  b\nc":                                                        "if{expr} expr",
		"x = [1, 2\ny = 3":                                                    "assign",
	} {
		if got := outline(Parse(src).Body); got != want {
			t.Errorf("%q\n got %s\nwant %s", src, got, want)
		}
	}
}

// TestHostile is about what must not take more than linear time, or more stack
// than there is.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"(", "[", "{", "f(", "f'{", "f\"{'", "f'''{", "\"\"\"", "'", "\\", "\\\n", "a=", "a.", "a+", "a[", "-", "not ", "lambda:", "await ", "x if y else ",
		"if a:\n", " ", "\t\n", "f'{a:{b}}' ", "@", "match ", "case ", "*", "**", "{**", ":", "yield ", "\x0c", "0x", "1_", "()", "\x00", "\xff", "ur'", "f'{f\"{", "with (", "x\n y\n", "def f(", ",", ";", "a:=", "import ", "from . ", "class A:\n "} {
		src := strings.Repeat(piece, 100_000/len(piece))
		m := Parse(src)
		count := 0
		syntax.Walk(m.Body, func(s *syntax.Stmt) bool {
			s.Exprs(func(e *syntax.Expr) { e.Walk(func(*syntax.Expr) bool { count++; return true }) })
			return true
		})
	}
	deep := ""
	for i := range 3000 {
		deep += strings.Repeat(" ", i) + "if a:\n"
	}
	if m := Parse(deep); len(m.Errors) == 0 {
		t.Error("3000 blocks in each other are no error")
	}
	if m := Parse(strings.Repeat("(", 5000) + strings.Repeat(")", 5000) + "\nx = 1\n"); len(m.Body) != 2 || m.Body[1].Kind != syntax.Assign {
		t.Error("what follows deep brackets is lost")
	}
	if m := Parse(strings.Repeat("a\n", MaxSize/2+1)); len(m.Errors) != 1 || len(m.Body) != 0 {
		t.Error("a source that is too large is read")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a = f\"{o['k']:>{w}}\" 'x'\n\"\"\"b")
	f.Add("@d\nasync def f(a: str = 'x', *b, **c) -> d:\n\twith (x as y): return [z for z in y if z]\n")
	f.Add("match x:\n  case {'a': [1, *_], **r} if y: print 'z'\nf(a\nimport b")
	f.Fuzz(func(t *testing.T, src string) {
		m := Parse(src)
		last := int32(0)
		for _, k := range m.Tokens {
			if k.Start < last || k.End < k.Start || int(k.End) > len(src) || k.Kind == String && k.To() > int(k.End) {
				t.Fatal("a token out of order")
			}
			last = k.Start
			if k.Kind != Indent {
				last = k.End
			}
		}
		syntax.Walk(m.Body, func(s *syntax.Stmt) bool {
			if s.Start > s.End || int(s.End) > len(src) {
				t.Fatal("a statement out of place")
			}
			s.Exprs(func(e *syntax.Expr) {
				e.Walk(func(e *syntax.Expr) bool {
					if e.Start > e.End || int(e.End) > len(src) {
						t.Fatal("an expression out of place")
					}
					if e.Kind == syntax.Str {
						m.Pieces(e)
						m.Text(e)
						if a, b := m.Inside(e); a > b || b > int(e.End) {
							t.Fatal("a string out of place")
						}
					}
					return true
				})
			})
			return true
		})
	})
}
