package helm

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// TestHelm compares what is rendered with what Helm renders (oracle/helm), object
// by object: the text may differ, what it means may not. Known differences:
//
//   - Random and dated values, and those that required asks for, are unknown here.
//   - Helm refuses a chart as a whole where one of its templates fails, and a
//     values.yaml that is a list; here the other templates are rendered.
//   - Helm's order of map entries in printf "%v" and toJson is that of keys here.
//
// NHIVET_HELM_CHARTS and NHIVET_HELM_GOLDEN name other charts.
func TestHelm(t *testing.T) {
	golden, base := "testdata/helm.golden", "../.."
	if name := os.Getenv("NHIVET_HELM_GOLDEN"); name != "" {
		golden, base = name, os.Getenv("NHIVET_HELM_CHARTS")
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string]map[string]string{} // by chart, then variant and template
	for _, section := range strings.Split("\n"+string(text), "\n-- ")[1:] {
		head, body, _ := strings.Cut(section, " --\n")
		dir, rest, _ := strings.Cut(head, "|")
		if wants[dir] == nil {
			wants[dir] = map[string]string{}
		}
		wants[dir][rest] = body
	}
	same := 0
	for dir, want := range wants {
		// The chart's own folder may need its neighbours.
		files, err := nhitest.Load(filepath.Join(base, filepath.Dir(dir)))
		if err != nil {
			t.Fatal(err)
		}
		own := filepath.Base(dir)
		if dir == "." {
			own = "."
		}
		facts := nhitest.Run(t, Analyzer, &nhi.Unit{Key: own, Files: []*nhi.File{files[filepath.ToSlash(filepath.Join(own, "Chart.yaml"))]}, Tree: files})
		have := map[string]string{}
		for _, f := range facts.Derived {
			_, rest, _ := strings.Cut(f.Path, "//")
			variant, template, ok := strings.Cut(rest, "//")
			if !ok {
				variant, template = "", rest
			}
			have[variant+"|"+template] = string(f.Bytes())
		}
		for key, text := range want {
			values, template, _ := strings.Cut(key, "|")
			if template == "error" {
				continue
			}
			variant := strings.TrimSuffix(filepath.Base(values), filepath.Ext(values))
			if strings.HasPrefix(values, "ci/") {
				variant = "test-" + variant
			}
			if values == "" {
				variant = ""
			}
			got, ok := have[variant+"|"+template]
			if !ok { // equal to the first variant
				got, ok = have["|"+template]
			}
			if !ok {
				t.Errorf("%s: %s is not rendered", dir, key)
				continue
			}
			a, b := objects(t, dir+" "+key, strings.TrimRight(got, "\n")), objects(t, dir+" "+key, strings.TrimRight(text, "\n"))
			for i := range max(len(a), len(b)) {
				if i >= len(a) || i >= len(b) {
					t.Errorf("%s: %s has %d documents, Helm's %d", dir, key, len(a), len(b))
					break
				}
				differ(t, dir+" "+key, a[i], b[i])
			}
			same++
		}
	}
	t.Logf("%d templates compared", same)
}

func objects(t *testing.T, name, text string) (out []any) {
	t.Helper()
	dec := yaml.NewDecoder(strings.NewReader(text))
	for {
		var v any
		if err := dec.Decode(&v); err != nil {
			if err.Error() != "EOF" {
				t.Errorf("%s: %v", name, err)
			}
			return out
		}
		if v != nil {
			out = append(out, v)
		}
	}
}

// differ compares with what Helm renders; what is unknown is equal to everything.
func differ(t *testing.T, at string, got, want any) {
	t.Helper()
	nhitest.Differ(t, "Helm", at, got, want, func(_ string, got, _ any) (same, decided bool) {
		s, ok := got.(string)
		unknown := ok && isUnknown(s)
		return unknown, unknown
	})
}
