package kustomize

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func overlaysOf(t testing.TB, root string) *nhi.Facts {
	t.Helper()
	files, err := nhitest.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	all := &nhi.Facts{}
	for _, u := range files.Units(Analyzer) {
		all.Add(nhitest.Run(t, Analyzer, u))
	}
	return all
}

// TestOrigins writes down where every scalar of what is built comes from.
func TestOrigins(t *testing.T) {
	var b strings.Builder
	for _, name := range []string{"overlays", "transformers"} {
		for _, f := range overlaysOf(t, filepath.Join("testdata", name)).Derived {
			fmt.Fprintf(&b, "# %s\n", f.Path)
			documents, notices := tree.YAML(f)
			for _, n := range notices {
				t.Errorf("%s:%d: %s", n.Path, n.Line, n.Reason)
			}
			for _, d := range documents {
				fmt.Fprintf(&b, "## %s %s\n", d.Root.Get("kind").Str(), d.Root.Get("metadata", "name").Str())
				origins(t, &b, "", d.Root)
			}
		}
	}
	nhitest.Golden(t, "testdata/origins.txt", b.String())
}

func origins(t *testing.T, b *strings.Builder, at string, n *tree.Node) {
	from := n.Span.Origin()
	if !from.Valid() || from.File.Derived() {
		t.Errorf("%s at %s comes from nowhere", at, n.Span)
	}
	for _, f := range n.Fields {
		if !f.KeySpan.Origin().Valid() {
			t.Errorf("the key %s.%s comes from nowhere", at, f.Key)
		}
		origins(t, b, strings.TrimPrefix(at+"."+f.Key, "."), f.Value)
	}
	for i, item := range n.Items {
		origins(t, b, fmt.Sprintf("%s[%d]", at, i), item)
	}
	if n.Fields == nil && n.Items == nil {
		text, _, _ := strings.Cut(from.Text(), "\n")
		fmt.Fprintf(b, "%s = %.60q <- %s %s\n", at, n.Text, from, text)
	}
}

// TestKustomize compares what is built with what kustomize builds
// (oracle/kustomize), object by object. Known differences: names have no hash here,
// and what kustomize refuses as a whole is built without the part that it refuses.
// NHIVET_KUSTOMIZE_OVERLAYS and NHIVET_KUSTOMIZE_GOLDEN name other overlays.
func TestKustomize(t *testing.T) {
	golden, base := "testdata/kustomize.golden", ""
	if name := os.Getenv("NHIVET_KUSTOMIZE_GOLDEN"); name != "" {
		golden, base = name, os.Getenv("NHIVET_KUSTOMIZE_OVERLAYS")
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	built := map[string]map[string]any{}
	load := func(name, text string) map[string]any {
		out := map[string]any{}
		dec := yaml.NewDecoder(strings.NewReader(text))
		for {
			var v map[string]any
			if err := dec.Decode(&v); err != nil {
				if err.Error() != "EOF" {
					t.Errorf("%s: %v", name, err)
				}
				return out
			}
			meta, _ := v["metadata"].(map[string]any)
			out[fmt.Sprint(v["kind"], " ", meta["namespace"], " ", meta["name"])] = v
		}
	}
	if base != "" {
		for _, f := range overlaysOf(t, base).Derived {
			at, _, _ := strings.Cut(f.Path, "//")
			built[at] = load(at, string(f.Bytes()))
		}
	}
	for _, dir := range []string{"analyzers/kustomize/testdata", "testdata"} {
		folders, err := os.ReadDir(filepath.Join("../..", dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range folders {
			if !folder.IsDir() {
				continue
			}
			for _, f := range overlaysOf(t, filepath.Join("../..", dir, folder.Name())).Derived {
				at, _, _ := strings.Cut(f.Path, "//")
				name := dir + "/" + folder.Name() + "/" + at
				built[name] = load(name, string(f.Bytes()))
			}
		}
	}
	compared := 0
	for _, section := range strings.Split("\n"+string(text), "\n-- ")[1:] {
		name, body, _ := strings.Cut(section, " --\n")
		want := load(name, body)
		got, ok := built[name]
		if !ok {
			t.Errorf("%s is not built", name)
			continue
		}
		for key := range want {
			if got[key] == nil {
				t.Errorf("%s: %s is not built", name, key)
				continue
			}
			differ(t, name+": "+key, got[key], want[key])
			compared++
		}
		for key := range got {
			if want[key] == nil {
				t.Errorf("%s: kustomize does not build %s", name, key)
			}
		}
	}
	t.Logf("%d objects compared", compared)
}

// differ compares with what kustomize builds, which breaks the lines of a Secret.
func differ(t *testing.T, at string, got, want any) {
	t.Helper()
	nhitest.Differ(t, "kustomize", at, got, want, func(at string, got, want any) (same, decided bool) {
		w, ok := want.(string)
		return got == strings.ReplaceAll(w, "\n", ""), ok && strings.Contains(at, ": Secret ")
	})
}

func FuzzKustomization(f *testing.F) {
	for _, name := range []string{"overlays/deploy/overlays/prod", "overlays/deploy/overlays/dev", "transformers/app", "refused/outside"} {
		text, err := os.ReadFile(filepath.Join("testdata", name, "kustomization.yaml"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, []byte("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: triage-agent}\n"))
	}
	objects, err := os.ReadFile("testdata/transformers/app/objects.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, patch []byte) {
		files := nhitest.Tree{}
		for name, text := range map[string][]byte{"kustomization.yaml": text, "objects.yaml": objects, "resources.yaml": patch, "agent-patch.yaml": patch} {
			files[name] = nhi.NewFile(name, text)
		}
		for _, u := range files.Units(Analyzer) {
			facts := nhitest.Run(t, Analyzer, u)
			for _, d := range facts.Derived {
				for i := range d.Len() {
					if s := d.At(i, i+1).Origin(); !s.Valid() || s.File.Derived() {
						t.Fatalf("byte %d of %q comes from nowhere", i, d.Bytes())
					}
				}
			}
		}
	})
}
