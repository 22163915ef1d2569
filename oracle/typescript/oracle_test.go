// Package typescript holds the reader of TypeScript and JavaScript to TypeScript's own
// parser, over the packages that package.json installs and the folders in TYPESCRIPTS
// (apart by colons). What that accepts, the reader has to accept, and find every
// string, call, function and object at the same place.
package typescript

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/ts"
)

type place struct {
	kind       string
	start, end int
	value      string
}

func (p place) String() string {
	return p.kind + " " + strconv.Itoa(p.start) + "-" + strconv.Itoa(p.end) + " " + p.value
}

// files are those of a language that the reader reads, but for what it refuses by size.
func files(t *testing.T) (out []string) {
	for _, root := range append(filepath.SplitList(os.Getenv("TYPESCRIPTS")), "node_modules") {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			switch filepath.Ext(name) {
			case ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs":
				if info, err := d.Info(); err == nil && info.Size() <= 1<<20 {
					out = append(out, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTypeScript(t *testing.T) {
	list := files(t)
	cmd := exec.Command("node", "--stack-size=4000", "read.mjs")
	cmd.Stdin = strings.NewReader(strings.Join(list, "\n") + "\n")
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	name, refused := "", false
	var want []place
	accepted, no, wrong, places, ended := 0, 0, 0, 0, false
	done := func() {
		switch {
		case name == "":
		case refused:
			no++
		default:
			accepted++
			places += len(want)
			if text := judge(name, want); text != "" {
				if wrong++; wrong <= 30 {
					t.Errorf("%s: %s", name, text)
				}
			}
		}
		want, refused = nil, false
	}
	lines := bufio.NewScanner(pipe)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		w := strings.SplitN(lines.Text(), " ", 4)
		switch w[0] {
		case "FILE":
			done()
			name = lines.Text()[5:]
		case "X":
			refused = true
		case "END":
			done()
			ended = true
		default:
			p := place{kind: w[0]}
			p.start, _ = strconv.Atoi(w[1])
			p.end, _ = strconv.Atoi(w[2])
			if len(w) > 3 && w[3] != "" {
				var value string
				if err := json.Unmarshal([]byte(w[3]), &value); err != nil {
					t.Fatal(err)
				}
				p.value = strconv.Quote(value)
			}
			want = append(want, p)
		}
	}
	if err := cmd.Wait(); err != nil || !ended {
		t.Fatal(err, "the parser did not end")
	}
	t.Logf("%d of %d files agree (%d refused), %d places", accepted-wrong, accepted, no, places)
	if accepted < 1400 {
		t.Error("too few to tell: name more folders in TYPESCRIPTS")
	}
}

// judge says where a file is read in another way, in one sentence.
func judge(name string, want []place) string {
	text, err := os.ReadFile(name)
	if err != nil {
		return err.Error()
	}
	m := ts.Parse(name, string(text))
	if len(m.Errors) > 0 {
		at := m.Errors[0].At
		return "error at " + strconv.Itoa(at) + ": " + m.Errors[0].Msg + ": " + strconv.Quote(string(text[max(0, at-40):min(len(text), at+40)]))
	}
	got := places(m, want)
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
	slices.SortFunc(want, order)
	got = slices.Compact(got)
	show := func(p place) string {
		return p.String() + ": " + strconv.Quote(string(text[p.start:min(p.end, p.start+60)]))
	}
	for i, w := range want {
		if i >= len(got) {
			return "not found: " + show(w)
		}
		if got[i] != w {
			return "found " + show(got[i]) + ", want " + show(w)
		}
	}
	if len(got) > len(want) {
		return "found too many: " + show(got[len(want)])
	}
	return ""
}

// places are what the reader makes of a file. Strings of JSX have no value of their own.
func places(m *syntax.Module, want []place) (out []place) {
	raw := map[int]bool{}
	for _, w := range want {
		if w.kind == "S" && w.value == "" {
			raw[w.start] = true
		}
	}
	patterns := map[*syntax.Expr]bool{}
	var stmts func(list []*syntax.Stmt)
	var expr func(e *syntax.Expr)
	def := func(s *syntax.Stmt) {
		for i := range s.Params {
			expr(s.Params[i].Default)
		}
		for _, a := range s.Items {
			expr(a.Value)
		}
		for _, a := range s.Args {
			expr(a.Value)
		}
		stmts(s.Body)
	}
	expr = func(e *syntax.Expr) {
		e.Walk(func(e *syntax.Expr) bool {
			p := place{start: int(e.Start), end: int(e.End)}
			switch e.Kind {
			case syntax.Str:
				if e.First != 0 {
					return true
				}
				p.kind = "T"
				if text, ok := m.Text(e); ok {
					p.kind = "S"
					if !raw[p.start] {
						p.value = strconv.Quote(text)
					}
				}
			case syntax.Call:
				if e.X.Kind == syntax.Ident && (e.X.Text == "require" || e.X.Text == "import") && len(e.Args) == 1 {
					return false
				}
				p.kind = "C"
			case syntax.Dict:
				if !patterns[e] {
					p.kind = "O"
				}
			case syntax.Lambda:
				if e.Def == nil {
					break
				}
				if e.Def.Kind == syntax.Def && !method(m, e) {
					p.kind = "F"
				}
				def(e.Def)
			}
			if p.kind != "" {
				out = append(out, p)
			}
			return true
		})
	}
	stmts = func(list []*syntax.Stmt) {
		for _, s := range list {
			s.Exprs(func(e *syntax.Expr) { expr(e) })
			if s.Kind != syntax.Def && s.Kind != syntax.Class {
				stmts(s.Body)
				continue
			}
			stmts(s.Body)
		}
	}
	stmts(m.Body)
	return out
}

// method says whether a function is written as a method of an object.
func method(m *syntax.Module, e *syntax.Expr) bool {
	return e.Count == 0 && !strings.HasPrefix(m.Source[e.Start:], "function") && !strings.HasPrefix(m.Source[e.Start:], "async function")
}
