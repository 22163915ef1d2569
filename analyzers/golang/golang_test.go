package golang

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/nhivet/nhivet/internal/nhi"
)

const module = "example.com/agents"

var packageDirs = []string{"assistant", "cloud", "config", "crew", "desk", "gate", "given", "grants", "issuer", "leaks", "sessions", "legacy", "llm", "logx", "quiet", "svids", "tokens", "wiring"}

// versions are the modules that the fixtures import by a major version.
var versions = map[string]string{
	"github.com/openai/openai-go":             "github.com/openai/openai-go/v3",
	"github.com/golang-jwt/jwt":               "github.com/golang-jwt/jwt/v5",
	"google.golang.org/adk":                   "google.golang.org/adk/v2",
	"github.com/google/go-github/github":      "github.com/google/go-github/v74/github",
	"k8s.io/klog":                             "k8s.io/klog/v2",
	"google.golang.org/api/drive":             "google.golang.org/api/drive/v3",
	"github.com/bradleyfalzon/ghinstallation": "github.com/bradleyfalzon/ghinstallation/v2",
	"github.com/lestrrat-go/jwx":              "github.com/lestrrat-go/jwx/v3",
	"github.com/go-jose/go-jose":              "github.com/go-jose/go-jose/v4",
	"github.com/spiffe/go-spiffe":             "github.com/spiffe/go-spiffe/v2",
}

// workspace is a GOPATH with the fixtures, and the stubs as their modules.
func workspace(t *testing.T) string {
	t.Helper()
	files := map[string]string{}
	for _, list := range stubFiles() {
		for _, f := range list {
			if first, _, _ := strings.Cut(f.Name, "/"); !strings.Contains(first, ".") {
				continue // the standard library is there
			}
			name, text := f.Name, string(f.Data)
			for plain, versioned := range versions {
				if strings.HasPrefix(name, plain+"/") {
					name = versioned + name[len(plain):]
				}
				text = strings.ReplaceAll(text, `"`+plain+`/`, `"`+versioned+`/`)
				text = strings.ReplaceAll(text, `"`+plain+`"`, `"`+versioned+`"`)
			}
			files[name] = text
		}
	}
	src := filepath.Join("testdata", "src")
	err := filepath.WalkDir(src, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		if rel, rerr := filepath.Rel(src, p); rerr == nil {
			files[filepath.ToSlash(rel)] = string(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	dir, cleanup, err := analysistest.WriteFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cleanup)
	return dir
}

// dirTree is a folder as a Tree.
type dirTree struct {
	root  string
	files map[string]*nhi.File
}

func (d *dirTree) Read(name string) (*nhi.File, error) {
	if f := d.files[name]; f != nil {
		return f, nil
	}
	text, err := os.ReadFile(filepath.Join(d.root, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	f := nhi.NewFile(name, text)
	d.files[name] = f
	return f, nil
}

func (d *dirTree) Listed(string) bool { return true }

func (d *dirTree) Glob(pattern string) []string {
	names, _ := filepath.Glob(filepath.Join(d.root, filepath.FromSlash(pattern)))
	for i, n := range names {
		rel, _ := filepath.Rel(d.root, n)
		names[i] = filepath.ToSlash(rel)
	}
	return names
}

// scan runs the syntax level over a folder, the way that the engine does.
func scan(t testing.TB, root string) *nhi.Facts {
	t.Helper()
	return scanWith(t, Analyzer, root)
}

func scanWith(t testing.TB, a *nhi.Analyzer, root string) *nhi.Facts {
	t.Helper()
	tree := &dirTree{root, map[string]*nhi.File{}}
	units := map[string][]*nhi.File{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if !a.Wants(rel) {
			return nil
		}
		f, err := tree.Read(rel)
		if err != nil {
			return err
		}
		if unit, ok := a.Claims(rel, f.Bytes()); ok {
			units[unit] = append(units[unit], f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all := &nhi.Facts{}
	var keys []string
	for k := range units {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		facts, err := a.Run(context.Background(), &nhi.Unit{Key: k, Files: units[k], Tree: tree})
		if err != nil {
			t.Fatal(err)
		}
		all.Add(facts)
	}
	return all
}

// lines are facts as sorted lines.
func lines(f *nhi.Facts) []string {
	var out []string
	for _, c := range f.Credentials {
		out = append(out, fmt.Sprintf("%s credential %s kind=%s vendor=%q name=%s origin=%s store=%s static=%v life=%s reaches=%s related=%d",
			c.At, c.Key, c.Kind, c.Vendor, c.Name, c.Origin, c.Store, c.Static, life(c.Lifetime), c.Attributes["reaches"], len(c.Related)))
		for _, s := range c.Related {
			out = append(out, fmt.Sprintf("%s see %s %s", c.At, s.At, s.Note))
		}
	}
	for _, a := range f.Agents {
		out = append(out, fmt.Sprintf("%s agent %s name=%s score=%d evidence=%d role=%s", a.At, a.Key, a.Name, a.Score, len(a.Evidence), a.Attributes["role"]))
	}
	for _, g := range f.Grants {
		out = append(out, fmt.Sprintf("%s grant %s to %s system=%s breadth=%s hazards=%v actions=%q why=%s", g.At, g.Key, g.Identity, g.System, g.Breadth, g.Hazards, g.Actions, g.Why))
	}
	for _, t := range f.Tools {
		yes := func(b *bool) string {
			if b == nil {
				return "?"
			}
			return fmt.Sprint(*b)
		}
		out = append(out, fmt.Sprintf("%s tool %s kind=%s name=%s package=%s version=%s pinned=%s url=%s writes=%s approved=%s", t.At, t.Key, t.Kind, t.Name, t.Package, t.Version, yes(t.Pinned), t.URL, yes(t.Writes), yes(t.Approved)))
	}
	for _, e := range f.Edges {
		out = append(out, fmt.Sprintf("%s %s %s -> %s confidence=%d", e.At, e.Kind, e.From, e.To, e.Confidence))
	}
	for _, n := range f.Notices {
		out = append(out, fmt.Sprintf("%s:%d notice %s", n.Path, n.Line, n.Reason))
	}
	sort.Strings(out)
	return out
}

func life(l nhi.Lifetime) string {
	switch {
	case !l.Known:
		return "unknown"
	case l.Never:
		return "never/" + string(l.Basis)
	}
	return fmt.Sprintf("%ds/%s", l.Seconds, l.Basis)
}

func golden(t *testing.T, name string, got []string) {
	t.Helper()
	text := strings.Join(got, "\n") + "\n"
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		t.Errorf("%s differs; UPDATE=1 rewrites it. Got:\n%s", file, text)
	}
}

func TestSyntax(t *testing.T) {
	golden(t, "facts.txt", lines(scan(t, filepath.Join("testdata", "src", module))))
}

// typed runs the passes with real types, and the facts of go/analysis.
func typed(t *testing.T) *nhi.Facts {
	t.Helper()
	dir := workspace(t)
	suite := NewSuite(func(name string) string {
		rel, _ := filepath.Rel(filepath.Join(dir, "src", module), name)
		return filepath.ToSlash(rel)
	})
	var pkgs []string
	for _, p := range packageDirs {
		pkgs = append(pkgs, path.Join(module, p))
	}
	analysistest.Run(t, dir, suite.Flow, pkgs...) // the facts of go/analysis that the fixtures expect
	joined := &analysis.Analyzer{Name: "joined", Doc: "joins the passes", Requires: suite.Passes(), RunDespiteErrors: true,
		ResultType: reflect.TypeFor[*nhi.Facts](),
		Run:        func(p *analysis.Pass) (any, error) { return suite.Facts(p.ResultOf), nil }}
	all := &nhi.Facts{}
	for _, r := range analysistest.Run(wantless{t}, dir, joined, pkgs...) {
		all.Add(r.Result.(*nhi.Facts))
	}
	return all
}

// wantless is for a run in which the fixtures' expectations do not count.
type wantless struct{ t *testing.T }

func (wantless) Errorf(string, ...any) {}

// The syntax level sees what the typed levels see, at the same places.
func TestLevelsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	a, b := scan(t, filepath.Join("testdata", "src", module)), typed(t)
	// Export data does not say where another package's constant is written: go
	// vet points at its use, and a scan at the literal.
	elsewhere(a, func(c *nhi.Credential) bool { return strings.HasPrefix(c.At.File.Path, "config/") }, t)
	elsewhere(b, func(c *nhi.Credential) bool { return c.Attributes["constant"] == module+"/config.FallbackKey" }, t)
	syntax, full := lines(a), lines(b)
	have := map[string]bool{}
	for _, l := range full {
		have[l] = true
	}
	for _, l := range syntax {
		if !have[l] {
			t.Errorf("only the syntax level says\n%s", l)
		}
		delete(have, l)
	}
	for l := range have {
		t.Errorf("only the typed level says\n%s", l)
	}
}

// elsewhere takes away the one credential for which that holds.
func elsewhere(f *nhi.Facts, is func(*nhi.Credential) bool, t *testing.T) {
	n := len(f.Credentials)
	f.Credentials = slices.DeleteFunc(f.Credentials, is)
	if len(f.Credentials) != n-1 {
		t.Errorf("%d credentials are written in another package", n-len(f.Credentials))
	}
}

// Nothing that leaves the program shows a secret.
func TestNoSecretLeaves(t *testing.T) {
	facts := scan(t, filepath.Join("testdata", "src", module))
	text, err := json.Marshal(facts)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range facts.Credentials {
		if !c.At.Valid() {
			t.Errorf("%s has no place", c.Key)
		}
		if s := c.Secret.Reveal(); s != "" {
			n++
			if strings.Contains(string(text), s) || strings.Contains(fmt.Sprintf("%+v", c), s) {
				t.Errorf("the secret of %s is printed", c.Key)
			}
			if c.At.Text() != s {
				t.Errorf("%s is not exactly at its secret", c.Key)
			}
		}
	}
	if n == 0 {
		t.Error("no literal was found")
	}
}

// unitOf is the unit of one file of a folder.
func unitOf(t testing.TB, root, name string) *nhi.Unit {
	t.Helper()
	tree := &dirTree{root, map[string]*nhi.File{}}
	f, err := tree.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return &nhi.Unit{Key: path.Dir(name), Files: []*nhi.File{f}, Tree: tree}
}
