// Package dockerfile holds the reader of Dockerfiles to buildkit's own parser,
// over every Dockerfile of the repository, of the folders in DOCKERFILES (apart
// by colons), and of the parser's own tests, where they are in the module cache.
package dockerfile

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/nhivet/nhivet/internal/docker"
	"github.com/nhivet/nhivet/internal/nhi"
)

func folders(t *testing.T) []string {
	out := append(filepath.SplitList(os.Getenv("DOCKERFILES")), "../..")
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/moby/buildkit").Output()
	if err == nil && len(bytes.TrimSpace(dir)) > 0 {
		out = append(out, filepath.Join(string(bytes.TrimSpace(dir)), "frontend/dockerfile/parser/testfiles"))
	}
	return out
}

func TestBuildkit(t *testing.T) {
	files, instructions := 0, 0
	for _, folder := range folders(t) {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			base := strings.ToLower(filepath.Base(name))
			if err != nil || d.IsDir() || !strings.HasPrefix(base, "dockerfile") && !strings.HasPrefix(base, "containerfile") && !strings.HasSuffix(base, ".dockerfile") {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return nil
			}
			want, err := parser.Parse(bytes.NewReader(text))
			if err != nil {
				return nil
			}
			files++
			instructions += compare(t, name, docker.Parse(nhi.NewFile(filepath.Base(name), text)), want.AST.Children)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d files, %d instructions", files, instructions)
	if files < 5 {
		t.Error("too few to tell")
	}
}

func compare(t *testing.T, name string, got *docker.File, want []*parser.Node) int {
	if len(got.Instructions) != len(want) {
		t.Errorf("%s: %d instructions, want %d", name, len(got.Instructions), len(want))
		return 0
	}
	for n, w := range want {
		g := got.Instructions[n]
		node, flags := w, w.Flags
		if strings.EqualFold(w.Value, "ONBUILD") && w.Next != nil && len(w.Next.Children) > 0 {
			node = w.Next.Children[0]
			flags = node.Flags
		}
		if g.Name != strings.ToUpper(node.Value) {
			t.Errorf("%s:%d: %s, want %s", name, w.StartLine, g.Name, node.Value)
			continue
		}
		if at := g.At.Position(); at.Line != w.StartLine {
			t.Errorf("%s:%d: it starts at line %d", name, w.StartLine, at.Line)
		}
		if len(g.Flags) != len(flags) {
			t.Errorf("%s:%d: flags %v, want %v", name, w.StartLine, g.Flags, flags)
		}
		if len(g.Heredocs) != len(w.Heredocs) {
			t.Errorf("%s:%d: %d here-documents, want %d", name, w.StartLine, len(g.Heredocs), len(w.Heredocs))
			continue
		}
		for i, h := range w.Heredocs {
			if g.Heredocs[i].Text != h.Content {
				t.Errorf("%s:%d: a here-document is %q, want %q", name, w.StartLine, g.Heredocs[i].Text, h.Content)
			}
		}
		if g.Name == "ENV" {
			pairs := g.Pairs()
			n := 0
			for next := node.Next; next != nil && next.Next != nil && next.Next.Next != nil; next = next.Next.Next.Next {
				value := next.Next.Value
				if n >= len(pairs) || pairs[n].Name != strings.Trim(next.Value, `'"`) {
					t.Errorf("%s:%d: variables %v, want %s", name, w.StartLine, pairs, next.Value)
					break
				}
				if p := pairs[n]; !strings.ContainsAny(value, "\\'\"`") && strings.TrimRight(value, " \t") != p.Value {
					t.Errorf("%s:%d: %s is %q, want %q", name, w.StartLine, p.Name, p.Value, value)
				}
				n++
			}
		}
		if words, exec := g.Exec(); exec != node.Attributes["json"] && (g.Name == "CMD" || g.Name == "ENTRYPOINT" || g.Name == "RUN") {
			t.Errorf("%s:%d: the JSON form is %v (%v)", name, w.StartLine, exec, words)
		}
	}
	return len(want)
}
