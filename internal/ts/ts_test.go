package ts

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/syntax"
)

// write is a short form of an expression.
func write(m *syntax.Module, e *syntax.Expr) string {
	if e == nil {
		return "-"
	}
	args := func() string {
		var out []string
		for _, a := range e.Args {
			s := write(m, a.Value)
			if a.Name != "" {
				s = a.Name + ":" + s
			}
			out = append(out, strings.Repeat("*", int(a.Star))+s)
		}
		return strings.Join(out, ",")
	}
	switch e.Kind {
	case syntax.Bad:
		return "BAD"
	case syntax.Ident, syntax.Num, syntax.Const:
		return e.Text
	case syntax.Str:
		if text, ok := m.Text(e); ok {
			return strconv.Quote(text)
		}
		var out []string
		for _, p := range m.Pieces(e) {
			if p.Expr != nil {
				out = append(out, write(m, p.Expr))
			} else {
				out = append(out, strconv.Quote(p.Text))
			}
		}
		return "`" + strings.Join(out, " ") + "`"
	case syntax.Attr:
		return write(m, e.X) + "." + e.Text
	case syntax.Index:
		return write(m, e.X) + "[" + write(m, e.Y) + "]"
	case syntax.Call:
		return write(m, e.X) + "(" + args() + ")"
	case syntax.List:
		return "[" + args() + "]"
	case syntax.Tuple:
		return "<" + args() + ">"
	case syntax.Dict:
		return "{" + args() + "}"
	case syntax.Binary, syntax.Logic, syntax.Compare:
		return "(" + write(m, e.X) + " " + e.Text + " " + write(m, e.Y) + ")"
	case syntax.Unary:
		return e.Text + write(m, e.X)
	case syntax.Ternary:
		return "(" + write(m, e.Y) + " ? " + write(m, e.X) + " : " + write(m, e.Z) + ")"
	case syntax.Await:
		return "await " + write(m, e.X)
	case syntax.Yield:
		return "yield " + write(m, e.X)
	case syntax.Star:
		return "..." + write(m, e.X)
	case syntax.Named:
		return "(" + write(m, e.X) + " = " + write(m, e.Y) + ")"
	case syntax.Lambda:
		return stmt(m, e.Def)
	}
	return "?"
}

func stmts(m *syntax.Module, list []*syntax.Stmt) string {
	var out []string
	for _, s := range list {
		out = append(out, stmt(m, s))
	}
	return strings.Join(out, "; ")
}

func stmt(m *syntax.Module, s *syntax.Stmt) string {
	switch s.Kind {
	case syntax.Assign:
		return write(m, s.Targets[0]) + " := " + write(m, s.Value)
	case syntax.Augment:
		return write(m, s.Targets[0]) + " op= " + write(m, s.Value)
	case syntax.Import, syntax.From:
		out := "import " + s.Module
		for _, a := range s.Names {
			out += " " + a.Name
			if a.As != "" {
				out += "/" + a.As
			}
		}
		return out
	case syntax.Def, syntax.Class:
		out := "def "
		if s.Kind == syntax.Class {
			out = "class "
		}
		out += s.Name
		if s.Kind == syntax.Def {
			out += "("
			for i, p := range s.Params {
				if i > 0 {
					out += ","
				}
				if p.KeywordOnly {
					out += p.By() + ":"
				}
				out += strings.Repeat("*", int(p.Star)) + p.Name
				if p.Ann != nil {
					out += ":" + write(m, p.Ann)
				}
				if p.Default != nil {
					out += "=" + write(m, p.Default)
				}
			}
			out += ")"
		}
		for _, a := range s.Args {
			out += " of " + write(m, a.Value)
		}
		return out + "{" + stmts(m, s.Body) + "}"
	case syntax.Return:
		return "return " + write(m, s.Value)
	case syntax.Block:
		return s.Word + "{" + stmts(m, s.Body) + "}"
	}
	return write(m, s.Value)
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		// Slashes divide, or start a regular expression.
		{"a = b / c / d", "a := ((b / c) / d)"},
		{"a = /[/]'/g.test(x) / 2", "a := (/.test(x) / 2)"},
		{"if (x) /'/.exec(y)", "if{/.exec(y)}"},
		// Templates in templates.
		{"a = `x${`y${z}`}w`", "a := `\"x\" `\"y\" z` \"w\"`"},
		{"a = sql`select`", "a := sql(\"select\")"},
		// Types are passed over.
		{"const a: Map<string, Array<number>> = new Map<string, Array<number>>()", "a := Map()"},
		{"a = b < c > (d)", "a := b(d)"},
		{"a = b < c && d > e", "a := ((b < c) and (d > e))"},
		{"const f = <T extends object>(x: T, y?: number): x is T => x as unknown as T", "f := def f(x:T,y:number){return x}"},
		{"let a = x! + (<any>y).z satisfies Z", "a := (x + y.z)"},
		{"type A<T> = T extends `${infer H}.${string}` ? { a: H } : never\nb = 1", "b := 1"},
		{"interface A extends B<C> { (x: D): E }\nb = 1", "b := 1"},
		{"declare module 'x' { export const y: string }\ndeclare global { var z: number }", "if{y := -}; if{z := -}"},
		{"enum E { A = 'x', B }", "class E{A := \"x\"}"},
		{"function f(this: Window, a?: B): asserts a is B;\nfunction f() {}", "def f(this:Window,a:B){}; def f(){}"},
		// Functions, with the types of what they give back in a conditional or not.
		{"a = b ? (c) : d => e", "a := (b ? c : def (d){return e})"},
		{"a = b ? (c: number): string => d : e", "a := (b ? def (c:number){return d} : e)"},
		{"f(async ({ a, b: c = 1 }, ...d) => { await a })", "f(def (,a:a,b:c=1,*d){await a})"},
		{"(async () => { x() })()", "def (){x()}()"},
		{"async (a)\nb", "async(a); b"},
		// Objects, patterns.
		{"a = { b, 'c-d': 1, [e]: 2, async f() {}, get g() { return 1 }, ...h }", "a := {b:b,c-d:1,2,f:def f(){},g:def g(){return 1},**h}"},
		{"const { a, b: [c] } = d", "{a:a,b:[c]} := d"},
		// Lines end statements, or not.
		{"a\n(b)\nreturn\nc", "a(b); return -; c"},
		{"let x = 1\n++y", "x := 1; ++y"},
		// Classes.
		{"@d() abstract class A<T> extends B.C<T> implements D { private readonly x = 1; static #y: string; constructor(private z: Z) { super() } f?(): void { this.x } h = () => this }",
			"class A of B.C{x := 1; y := -; def constructor(this,z:Z){this.z := z; super()}; def f(this){this.x}; h := def h(this){return this}}"},
		// Modules.
		{"import a, { b as c, type D } from 'x' with { type: 'json' }", "import  x/a; import x b/c D"},
		{"import type { A } from './a'; import * as d from \"d\"\nimport 'e'", "import ./a A; import  d/d"},
		{"import f from '../f'\nexport default f({})", "import ../f default/f; default := f({})"},
		{"const { a: b } = require('x'), c = require('y').d, e = require('z'), g = await import('w')", "import x a/b; import y d/c; import  z/e; import  w/g"},
		{"export { a as b, c }; export * from './d'; export const e = 1", "b := a; import ./d *; e := 1"},
		{"module.exports = { a }; exports.b = 2", "default := {a:a}; b := 2"},
		// The rest.
		{"#!/usr/bin/env node\n<!-- x\na = \\u0062.c?.d?.[e] ?? f", "a := (b.c.d[e] or f)"},
		{"a = null || undefined || true", "a := ((None or None) or True)"},
		{"'\\x41\\u{1F600}\\ud83d\\ude00\\\nb'", "\"A😀😀b\""},
		{"a ??= b; c += d", "(a = b); c op= d"},
		{"for (const x of y) z(x)\nfor (let i = 0, j = ('k' in l); i < 2; i++) {}", "for{z(x)}; while{i := 0; j := (\"k\" in l); ++i; try{}}"},
	} {
		m := Parse("a.ts", c.src)
		if got := stmts(m, m.Body); got != c.want {
			t.Errorf("%s\n got %s\nwant %s\n%v", c.src, got, c.want, m.Errors)
		}
	}
}

func TestJSX(t *testing.T) {
	src := "a = <A.B x='y\\' {...z} w={f(1)}>it's {g()} <C/> &gt; <>{/* no */}</></A.B> / 2"
	m := Parse("a.jsx", src)
	if got, want := stmts(m, m.Body), `a := (<"y\\",z,f(1),g()> / 2)`; got != want || len(m.Errors) > 0 {
		t.Errorf("got %s, want %s, %v", got, want, m.Errors)
	}
}

// check says that what was read stands in the source, and one in the other.
func check(t testing.TB, m *syntax.Module) {
	n := int32(len(m.Source))
	var all func(list []*syntax.Stmt)
	one := func(e *syntax.Expr) {
		e.Walk(func(e *syntax.Expr) bool {
			if e.Start < 0 || e.End < 0 || e.Start > n || e.End > n {
				t.Fatalf("an expression of kind %d at %d-%d of %d", e.Kind, e.Start, e.End, n)
			}
			m.Text(e)
			m.Pieces(e)
			if e.Def != nil {
				all(e.Def.Body)
			}
			return true
		})
	}
	all = func(list []*syntax.Stmt) {
		for _, s := range list {
			s.Exprs(one)
			all(s.Body)
		}
	}
	all(m.Body)
	for _, e := range m.Errors {
		if e.At < 0 || e.At > int(n) {
			t.Fatalf("an error at %d of %d", e.At, n)
		}
	}
}

// hostile are pieces of which many in a row are more than anybody writes.
var hostile = []string{"(", "[", "{", "<", "<a>", "a<", "a<b>", "`", "`${", "'", "/*", "/", "a=>", "(a)=>", "async(", "async<", "?", "a?b:", "!", "-", "a.b", "a(", "@a", "@", "new ", "new a(",
	"function(){", "class{", "class a{b(){", "if(a)", "else ", "for(;;)", "=", "a=", "{a:", "...", "import{", "export ", "export default ", "type a=", "type a=(", "let a:(", "let a:b<", "<a b={", "</", "\\u", "\\", "#", "#a", "yield ", "await ", "a as b ",
	"(a:b):c ", "(a,", "a,", "x extends ", "a||", "a+", "a**", "\r", "\x00", "\xff", "\u2028", "case ", "static{", "declare ", "enum a{", "}", ")", "]", "a:", "`a", "a`b`", "<a/>", "<!--", "abstract ", "keyof "}

// TestHostile: the same over and over is read to its end. What takes more than linear
// time does not come back for a long while.
func TestHostile(t *testing.T) {
	for _, piece := range hostile {
		for _, name := range []string{"a.ts", "a.tsx"} {
			m := Parse(name, strings.Repeat(piece, 1<<15/len(piece)))
			check(t, m)
			check(t, Parse(name, "let x: "+strings.Repeat(piece, 1<<9)))
		}
	}
	if m := Parse("a.ts", strings.Repeat("a\n", MaxSize)); len(m.Errors) != 1 || m.Body != nil {
		t.Error("a large file is read")
	}
}

func FuzzParse(f *testing.F) {
	for _, piece := range hostile {
		f.Add(piece + piece)
	}
	f.Add("const a = async <T,>({ b = `c${d}` }: E) => <F g={h} />;")
	f.Fuzz(func(t *testing.T, src string) {
		check(t, Parse("a.ts", src))
		check(t, Parse("a.tsx", src))
	})
}

// BenchmarkParse reads the files below the directory that NHIVET_TREE names, or a
// program of this package's own.
func BenchmarkParse(b *testing.B) {
	texts := map[string]string{"a.ts": strings.Repeat("export const bot = new Agent({ name: 'bot', tools: [search], model: `${a}-mini` });\nfunction f(x: number, y = [1, 2]): string {\n  if (x > 1) { return g(x, y).then((r) => r.data ?? []); }\n}\n", 1<<12)}
	if root := os.Getenv("NHIVET_TREE"); root != "" {
		clear(texts)
		err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
			if ext := filepath.Ext(name); err == nil && d.Type().IsRegular() && (ext == ".ts" || ext == ".tsx") {
				text, err := os.ReadFile(name)
				texts[name] = string(text)
				return err
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for name, text := range texts {
			Parse(name, text)
		}
	}
}
