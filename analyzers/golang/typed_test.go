package golang

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/nhivet/nhivet/internal/nhi"
)

// read runs the typed level over a folder.
func read(t *testing.T, root string) (facts []string, notices []string, used nhi.GoUsed) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs the go command")
	}
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	s := &Reader{Root: abs, Limit: time.Minute}
	for _, l := range lines(scanWith(t, s.Analyzer(), root)) {
		if strings.Contains(l, " notice ") {
			notices = append(notices, l)
		} else {
			facts = append(facts, l)
		}
	}
	for _, n := range s.Notices() {
		notices = append(notices, n.Path+" notice "+n.Reason)
	}
	return facts, notices, s.Used()
}

// write puts a txtar archive on disk.
func write(t *testing.T, archive string) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// The typed level finds the key in the same place as the syntax level; a package
// that misses a module is read by its syntax.
func TestTypes(t *testing.T) {
	t.Setenv("GOWORK", "off")
	root := filepath.Join("testdata", "module")
	got, notices, used := read(t, root)
	want := lines(scan(t, root))
	if !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("types:\n%s\nsyntax:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if used != (nhi.GoUsed{Types: 2, Partly: 1}) {
		t.Errorf("%+v", used)
	}
	if len(notices) != 1 || !strings.HasPrefix(notices[0], "broken/broken.go:0 notice ") || !strings.HasSuffix(notices[0], "a module that it needs is not in the module cache") {
		t.Errorf("notices: %q", notices)
	}
}

const sdk = `
-- sdk/go.mod --
module github.com/openai/openai-go

go 1.24
-- sdk/option/option.go --
package option

type RequestOption struct{}

func WithAPIKey(key string) RequestOption { return RequestOption{} }
`

const requires = `
go 1.24

require github.com/openai/openai-go v1.12.0

replace github.com/openai/openai-go => `

// large is 5 MB of Go.
var large = func() string {
	var b strings.Builder
	for i := 0; b.Len() < 5_000_000; i++ {
		fmt.Fprintf(&b, "const c%d = %q\n", i, strings.Repeat("a text that stands in the code. ", 16))
	}
	return b.String()
}()

// What real trees hold besides packages that compile.
func TestTypedTrees(t *testing.T) {
	const use = "import (\n\t\"os\"\n\n\t\"github.com/openai/openai-go/option\"\n)\n\nfunc Use() any { return option.WithAPIKey(os.Getenv(\"NAME\")) }\n"
	pkg := func(name, variable string) string {
		return "package " + name + "\n\n" + strings.Replace(use, "NAME", variable, 1)
	}
	for name, test := range map[string]struct {
		files   string
		used    nhi.GoUsed
		facts   []string // what must be among them, at both levels
		typed   []string // and with types alone
		notices []string // ends of the notices
	}{
		"a wrapper of a wrapper in packages without a key": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk +
				"-- one/one.go --\npackage one\n\nimport \"github.com/openai/openai-go/option\"\n\nfunc New(key string) any { return option.WithAPIKey(key) }\n" +
				"-- two/two.go --\npackage two\n\nimport \"example.com/m/one\"\n\nfunc Make(key string) any { return one.New(key) }\n" +
				"-- main.go --\npackage main\n\nimport (\n\t\"os\"\n\n\t\"example.com/m/two\"\n)\n\nfunc main() { two.Make(os.Getenv(\"FAR_API_KEY\")) }\n",
			used: nhi.GoUsed{Types: 2}, typed: []string{"main.go:9:35", "name=FAR_API_KEY"},
		},
		"a workspace of two modules": {
			files: "-- go.work --\ngo 1.24\n\nuse (\n\t./a\n\t./b\n\t./sdk\n)\n" + sdk +
				"-- a/go.mod --\nmodule example.com/a\n\ngo 1.24\n-- a/a.go --\npackage a\n\nimport \"github.com/openai/openai-go/option\"\n\nfunc New(key string) any { return option.WithAPIKey(key) }\n" +
				"-- b/go.mod --\nmodule example.com/b\n\ngo 1.24\n-- b/b.go --\npackage b\n\nimport (\n\t\"os\"\n\n\t\"example.com/a\"\n)\n\nvar _ = a.New(os.Getenv(\"B_API_KEY\"))\n",
			used: nhi.GoUsed{Types: 2}, typed: []string{"b/b.go", "name=B_API_KEY"},
		},
		"two modules without a workspace": {
			files: sdk + "-- a/go.mod --\nmodule example.com/a\n" + requires + "../sdk\n-- a/a.go --\n" + pkg("a", "A_API_KEY") +
				"-- b/go.mod --\nmodule example.com/b\n" + requires + "../sdk\n-- b/b.go --\n" + pkg("b", "B_API_KEY"),
			used: nhi.GoUsed{Types: 2}, facts: []string{"A_API_KEY", "B_API_KEY"},
		},
		"a vendor folder and no module cache": {
			files: "-- go.mod --\nmodule example.com/m\n\ngo 1.24\n\nrequire github.com/openai/openai-go v1.12.0\n" +
				"-- vendor/modules.txt --\n# github.com/openai/openai-go v1.12.0\n## explicit; go 1.24\ngithub.com/openai/openai-go/option\n" +
				"-- vendor/github.com/openai/openai-go/option/option.go --\npackage option\n\nfunc WithAPIKey(key string) int { return 0 }\n" +
				"-- a.go --\n" + pkg("a", "A_API_KEY"),
			used: nhi.GoUsed{Types: 1}, facts: []string{"A_API_KEY"},
		},
		"a missing module cache": {
			files: "-- go.mod --\nmodule example.com/m\n\ngo 1.24\n\nrequire github.com/openai/openai-go v1.12.0\n-- a.go --\n" + pkg("a", "A_API_KEY"),
			used:  nhi.GoUsed{Partly: 1}, facts: []string{"A_API_KEY"}, notices: []string{"go.sum lacks a module that it needs"},
		},
		"other systems, tags, tests and generated files": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk + "-- a/a.go --\n" + pkg("a", "HERE_API_KEY") +
				"-- a/a_plan9.go --\n" + strings.ReplaceAll(pkg("a", "PLAN9_API_KEY"), "Use", "Plan9") +
				"-- a/tagged.go --\n//go:build special\n\n" + strings.ReplaceAll(pkg("a", "TAGGED_API_KEY"), "Use", "Tagged") +
				"-- a/a_test.go --\n" + strings.ReplaceAll(pkg("a", "TEST_API_KEY"), "Use", "Test") +
				"-- a/gen.go --\n// Code generated by x. DO NOT EDIT.\n\n" + strings.ReplaceAll(pkg("a", "GEN_API_KEY"), "Use", "Gen"),
			used: nhi.GoUsed{Types: 1}, facts: []string{"HERE_API_KEY", "PLAN9_API_KEY", "TAGGED_API_KEY"},
		},
		"cgo": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk + "-- a/a.go --\n" + pkg("a", "HERE_API_KEY") +
				"-- a/c.go --\npackage a\n\nimport \"C\"\n\n" + strings.ReplaceAll(strings.Replace(use, "NAME", "C_API_KEY", 1), "Use", "C2") +
				"-- all/all.go --\n" + strings.Replace(pkg("all", "ALL_API_KEY"), "import (", "import \"C\"\n\nimport (", 1),
			used: nhi.GoUsed{Types: 1, Syntax: 1}, facts: []string{"HERE_API_KEY", "C_API_KEY", "ALL_API_KEY"}, notices: []string{"it imports a package of which no file is built here"},
		},
		"a circle": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk + "-- a/a.go --\n" + strings.Replace(pkg("a", "A_API_KEY"), "import (", "import _ \"example.com/m/b\"\n\nimport (", 1) +
				"-- b/b.go --\n" + strings.Replace(pkg("b", "B_API_KEY"), "import (", "import _ \"example.com/m/a\"\n\nimport (", 1),
			used: nhi.GoUsed{Partly: 1, Syntax: 1}, facts: []string{"A_API_KEY", "B_API_KEY"}, notices: []string{"it imports itself in a circle", "it imports itself in a circle"},
		},
		"broken code": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk + "-- a/a.go --\n" + pkg("a", "A_API_KEY") + "\nfunc (\n" +
				"-- b/b.go --\n" + pkg("b", "B_API_KEY") + "\nvar x int = \"text\"\n" + "-- c/c.go --\n" + pkg("c", "C_API_KEY"),
			used: nhi.GoUsed{Types: 1, Syntax: 2}, facts: []string{"A_API_KEY", "B_API_KEY", "C_API_KEY"},
			notices: []string{"imports: a file of it has Go syntax that is not understood", "notice Go syntax that is not understood", "it does not compile"},
		},
		"a generated file of 5 MB": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk + "-- a/a.go --\n" + strings.Replace(pkg("a", "A_API_KEY"), `"A_API_KEY"`, "name", 1) +
				"-- a/own.go --\n" + strings.Replace(pkg("a", "OWN_API_KEY"), "Use", "Own", 1) + "-- a/gen.go --\n// Code generated by x. DO NOT EDIT.\n\npackage a\n\nconst name = \"A_API_KEY\"\n\n" + large,
			used: nhi.GoUsed{Types: 1}, facts: []string{"name=OWN_API_KEY"}, typed: []string{"name=A_API_KEY"},
		},
		"a file of 5 MB that nobody generated": {
			files: "-- go.mod --\nmodule example.com/m\n" + requires + "./sdk\n" + sdk + "-- a/a.go --\n" + pkg("a", "A_API_KEY") + "-- a/large.go --\npackage a\n\nimport _ \"github.com/openai/openai-go/option\"\n\n" + large,
			used:  nhi.GoUsed{Types: 1}, facts: []string{"name=A_API_KEY"}, notices: []string{"Go code of more than 1 MiB is not read"},
		},
		"no go.mod that is understood": {
			files: "-- go.mod --\nmodul example.com/m\n-- a.go --\n" + pkg("a", "A_API_KEY"),
			used:  nhi.GoUsed{Syntax: 1}, facts: []string{"A_API_KEY"}, notices: []string{"go.mod is not understood"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("GOWORK", "")
			root := write(t, test.files)
			bySyntax := strings.Join(lines(scan(t, root)), "\n")
			for _, want := range test.facts {
				if !strings.Contains(bySyntax, want) {
					t.Errorf("the syntax level has no %q in\n%s", want, bySyntax)
				}
			}
			facts, notices, used := read(t, root)
			text := strings.Join(facts, "\n")
			if used != test.used {
				t.Errorf("used %+v, want %+v", used, test.used)
			}
			for _, want := range append(test.facts, test.typed...) {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, text)
				}
			}
			for _, n := range test.notices {
				i := slices.IndexFunc(notices, func(have string) bool { return strings.HasSuffix(have, n) })
				if i < 0 {
					t.Fatalf("no notice %q in %q", n, notices)
				}
				notices = slices.Delete(notices, i, i+1)
			}
			if len(notices) > 0 {
				t.Errorf("more notices: %q", notices)
			}
			if strings.Contains(text, "TEST_API_KEY") || strings.Contains(text, "GEN_API_KEY") {
				t.Errorf("tests and generated files are read:\n%s", text)
			}
		})
	}
}

// A module that would have other programs run: a toolchain of its own, a C
// compiler, pkg-config, version control.
func TestTypesRunsNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the traps are shell scripts")
	}
	bin := t.TempDir()
	marker := filepath.Join(bin, "ran")
	for _, name := range []string{"go1.99.0", "gcc", "cc", "clang", "pkg-config", "git", "hg"} {
		script := "#!/bin/sh\necho " + name + " >> " + marker + "\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{
		"plain/plain.go": "package plain\n\nimport (\n\t_ \"example.com/missing\"\n\t\"github.com/openai/openai-go/option\"\n)\n\nvar _ = option.WithAPIKey(\"\")\n",
		"c/c.go":         "package c\n\n// #cgo pkg-config: trap\n// #cgo CFLAGS: -fplugin=trap.so\nimport \"C\"\n\nimport \"github.com/openai/openai-go/option\"\n\nvar _ = option.WithAPIKey(\"\")\n",
		"gen/gen.go":     "package gen\n\nimport \"github.com/openai/openai-go/option\"\n\n//go:generate gcc\nvar _ = option.WithAPIKey(\"\")\n",
		".git/config":    "[core]\n\tfsmonitor = gcc\n\tsshCommand = gcc\n",
		".git/HEAD":      "ref: refs/heads/main\n",
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	for name, text := range map[string]string{
		"GOTOOLCHAIN": "path", "GOFLAGS": "-toolexec=" + filepath.Join(bin, "gcc"), "CGO_ENABLED": "1", "GOWORK": "", "GOPROXY": "direct", "GOVCS": "*:all",
	} {
		t.Setenv(name, text)
	}
	// One of the traps is met when they are not avoided.
	if out, err := exec.Command("pkg-config").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if _, err := os.Stat(marker); err != nil {
		t.Fatal("the traps do not work")
	}
	os.Remove(marker)
	for name, mod := range map[string]string{
		"module":   "module example.com/trap\n\ngo 1.24\n\ntool example.com/trap/c\n\nrequire (\n\texample.com/missing v1.0.0\n\tgithub.com/openai/openai-go v1.12.0\n)\n\nreplace github.com/openai/openai-go => ./sdk\n",
		"newer go": "module example.com/trap\n\ngo 1.99\n\ntoolchain go1.99.0\n",
	} {
		var archive strings.Builder
		files["go.mod"] = mod
		for name, text := range files {
			archive.WriteString("-- " + name + " --\n" + text)
		}
		_, notices, used := read(t, write(t, archive.String()+sdk))
		t.Logf("%s: %+v %q", name, used, notices)
		if used.Types+used.Partly+used.Syntax != 3 {
			t.Errorf("%s: %+v packages were read", name, used)
		}
		if text, err := os.ReadFile(marker); err == nil {
			t.Errorf("%s: these ran:\n%s", name, text)
		}
	}
}

// A scan goes on when the go command does not come back.
func TestTypesEnd(t *testing.T) {
	root := write(t, "-- go.mod --\nmodule example.com/m\n"+requires+"./sdk\n"+sdk+"-- a.go --\npackage a\n\nimport \"github.com/openai/openai-go/option\"\n\nvar _ = option.WithAPIKey(\"\")\n")
	s := &Reader{Root: root, Limit: time.Millisecond}
	facts, err := s.Analyzer().Run(context.Background(), unitOf(t, root, "a.go"))
	if err != nil || s.Used().Syntax != 1 || len(s.Notices()) != 1 || !strings.HasSuffix(s.Notices()[0].Reason, "the go command was not ready after 1ms") {
		t.Errorf("%v %v %+v %+v", facts, err, s.Used(), s.Notices())
	}
}
