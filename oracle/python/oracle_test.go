// Package python holds the reader of Python to CPython's own tokenize and ast, over
// the standard library and the tests of the interpreters in PYTHONS (apart by
// colons; python3 without it) and the folders in PYTHONFILES.
package python

import (
	"bufio"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/py"
	"github.com/nhivet/nhivet/internal/syntax"
)

func TestCPython(t *testing.T) {
	interpreters := filepath.SplitList(os.Getenv("PYTHONS"))
	if len(interpreters) == 0 {
		interpreters = []string{"python3"}
	}
	for _, python := range interpreters {
		t.Run(filepath.Base(filepath.Dir(filepath.Dir(python))), func(t *testing.T) { compare(t, python) })
	}
}

// files are the paths of a library, and of the folders that were asked for.
func files(t *testing.T, python string) []string {
	lib, err := exec.Command(python, "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, root := range append(filepath.SplitList(os.Getenv("PYTHONFILES")), strings.TrimSpace(string(lib))) {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "site-packages" {
				return fs.SkipDir
			}
			if err == nil && d.Type().IsRegular() && strings.HasSuffix(name, ".py") {
				out = append(out, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

type place struct {
	kind       string
	start, end int
}

// seen is what CPython says of one file.
type seen struct {
	path          string
	tokens, nodes []place
}

func compare(t *testing.T, python string) {
	list := files(t, python)
	version, err := exec.Command(python, "-c", "import sys; print(sys.version_info[1])").Output()
	if err != nil {
		t.Fatal(err)
	}
	minor, _ := strconv.Atoi(strings.TrimSpace(string(version)))
	cmd := exec.Command(python, "read.py")
	cmd.Stdin = strings.NewReader(strings.Join(list, "\n"))
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var now *seen
	accepted, refused, tokens, nodes, wrong, ended := 0, 0, 0, 0, 0, false
	done := func() {
		if now == nil {
			return
		}
		accepted++
		tokens += len(now.tokens)
		nodes += len(now.nodes)
		if text := judge(now, minor); text != "" {
			if wrong++; wrong <= 20 {
				t.Errorf("%s: %s", now.path, text)
			}
		}
		now = nil
	}
	lines := bufio.NewScanner(pipe)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		w := strings.Split(lines.Text(), " ")
		switch w[0] {
		case "F":
			done()
			now = &seen{path: lines.Text()[2:]}
		case "X":
			done()
			refused++
		case "T", "A":
			p := place{kind: w[1]}
			p.start, _ = strconv.Atoi(w[2])
			p.end, _ = strconv.Atoi(w[3])
			if w[0] == "T" {
				now.tokens = append(now.tokens, p)
			} else {
				now.nodes = append(now.nodes, p)
			}
		case "END":
			done()
			ended = true
		}
	}
	if err := cmd.Wait(); err != nil || !ended {
		t.Fatalf("%s: %v", python, err)
	}
	t.Logf("3.%d: %d of %d files agree (%d refused), %d tokens, %d nodes", minor, accepted-wrong, accepted, refused, tokens, nodes)
	if accepted < 100 {
		t.Error("too few to tell")
	}
}

// known are files of which tokenize itself tells something else than the compiler,
// by the versions that do: the last column of formatted strings of several lines
// that are not all ASCII, and names with letters that \w does not match.
var known = map[string][]int{"test_pegen.py": {12}, "test_unicode_identifiers.py": {8, 9, 10, 11}}

var kinds = map[py.Kind]string{py.Name: "name", py.Number: "number", py.String: "string", py.Op: "op", py.Newline: "newline", py.Indent: "indent", py.Dedent: "dedent"}

// judge says where a file is read in another way, in one sentence.
func judge(want *seen, minor int) string {
	if slices.Contains(known[path.Base(want.path)], minor) {
		return ""
	}
	text, err := os.ReadFile(want.path)
	if err != nil {
		return err.Error()
	}
	m := py.Parse(string(text))
	if len(m.Errors) > 0 {
		return "error at " + strconv.Itoa(m.Errors[0].At) + ": " + m.Errors[0].Msg
	}
	show := func(p place) string {
		return p.kind + " " + strconv.Itoa(p.start) + "-" + strconv.Itoa(p.end) + " " + strconv.Quote(string(text[min(p.start, len(text)):min(p.end, p.start+60, len(text))]))
	}
	for i, w := range want.tokens {
		if i >= len(m.Tokens) {
			return "no token " + show(w)
		}
		k := m.Tokens[i]
		got := place{kinds[k.Kind], int(k.Start), int(k.End)}
		if got.kind == "newline" || got.kind == "indent" || got.kind == "dedent" {
			got.start, got.end = 0, 0
		}
		if got != w {
			return "token " + strconv.Itoa(i) + ": " + show(place{got.kind, int(k.Start), int(k.End)}) + ", want " + show(w)
		}
	}
	if len(m.Tokens) > len(want.tokens) {
		return "more tokens than there are"
	}
	got := nodes(m, minor)
	order := func(a, b place) int {
		if a.start != b.start {
			return a.start - b.start
		}
		if a.end != b.end {
			return a.end - b.end
		}
		return strings.Compare(a.kind, b.kind)
	}
	slices.SortFunc(got, order)
	slices.SortFunc(want.nodes, order)
	for i, w := range want.nodes {
		if i >= len(got) {
			return "no node " + show(w)
		}
		if got[i] != w {
			return "node " + show(got[i]) + ", want " + show(w)
		}
	}
	if len(got) > len(want.nodes) {
		return "node too many: " + show(got[len(want.nodes)])
	}
	return ""
}

var names = map[syntax.ExprKind]string{
	syntax.Call: "Call", syntax.Attr: "Attribute", syntax.Index: "Subscript", syntax.Dict: "Dict", syntax.List: "List", syntax.Tuple: "Tuple", syntax.Set: "Set",
	syntax.Lambda: "Lambda", syntax.Ternary: "IfExp", syntax.Binary: "BinOp", syntax.Unary: "UnaryOp", syntax.Await: "Await", syntax.Yield: "Yield",
	syntax.Named: "NamedExpr", syntax.Str: "Str",
}

// nodes are what the reader makes of a file, by the names of ast.
func nodes(m *py.Module, minor int) []place {
	var out []place
	add := func(kind string, start, end int32) { out = append(out, place{kind, int(start), int(end)}) }
	var expr func(e *syntax.Expr)
	expr = func(e *syntax.Expr) {
		e.Walk(func(e *syntax.Expr) bool {
			name := names[e.Kind]
			if e.Kind == syntax.Tuple && minor < 9 {
				name = ""
			}
			if e.Kind == syntax.Comp {
				switch {
				case e.Y != nil:
					name = "DictComp"
				case m.Source[e.Start] == '[':
					name = "ListComp"
				case m.Source[e.Start] == '{':
					name = "SetComp"
				}
				// A generator's brackets may be those of a call.
				if name == "ListComp" && m.Source[e.End-1] != ']' || name == "SetComp" && m.Source[e.End-1] != '}' {
					name = ""
				}
			}
			if name != "" {
				add(name, e.Start, e.End)
			}
			if e.Kind == syntax.Str && minor >= 12 {
				for _, p := range m.Pieces(e) {
					expr(p.Expr)
				}
			}
			return true
		})
	}
	syntax.Walk(m.Body, func(s *syntax.Stmt) bool {
		kind := ""
		switch s.Kind {
		case syntax.Def:
			kind = "FunctionDef"
			if s.Async {
				kind = "AsyncFunctionDef"
			}
		case syntax.Class:
			kind = "ClassDef"
		case syntax.Import:
			kind = "Import"
		case syntax.From:
			kind = "ImportFrom"
		case syntax.Assign:
			kind = "Assign"
			if s.Ann != nil {
				kind = "AnnAssign"
			}
		case syntax.Augment:
			kind = "AugAssign"
		case syntax.Return:
			kind = "Return"
		}
		if kind != "" && (minor > 8 || s.Kind != syntax.Def && s.Kind != syntax.Class) {
			add(kind, s.Start, s.End)
		}
		if s.Word == "case" {
			expr(s.Value)
			return true
		}
		s.Exprs(expr)
		return true
	})
	return out
}
