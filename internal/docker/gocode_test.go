package docker

import (
	"os"
	"path"
	"slices"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// files is a tree that is written in a test.
type files map[string]string

func (t files) Read(name string) (*nhi.File, error) {
	if text, ok := t[name]; ok {
		return nhi.NewFile(name, []byte(text)), nil
	}
	return nil, os.ErrNotExist
}

func (t files) Glob(pattern string) (out []string) {
	for name := range t {
		if ok, err := path.Match(pattern, name); ok && err == nil {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func (t files) Listed(name string) bool { _, ok := t[name]; return ok }

// A program is made of what it imports in its own module, in a circle or not.
func TestGoParts(t *testing.T) {
	tree := files{
		"svc/go.mod":              "// nothing\nmodule example.com/desk\n",
		"svc/cmd/desk/main.go":    "package main\n\nimport (\n\t\"os\"\n\n\t\"example.com/desk/internal/app\"\n\t\"example.com/desks/other\"\n)\n",
		"svc/cmd/desk/x_test.go":  "package main\n\nimport \"example.com/desk/internal/fake\"\n",
		"svc/internal/app/app.go": "package app\n\nimport . \"example.com/desk/internal/agent\"\n",
		"svc/internal/agent/a.go": "package agent\n\nimport _ `example.com/desk/internal/app`\n\nfunc broken( {\n",
		"svc/internal/fake/f.go":  "package fake\n",
		"svc/internal/none/n.go":  "package none\n",
	}
	if got, want := GoParts(tree, "svc/cmd/desk"), []string{"svc/internal/agent", "svc/internal/app"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := GoParts(tree, "elsewhere"); got != nil {
		t.Errorf("without a module: %q", got)
	}
}
