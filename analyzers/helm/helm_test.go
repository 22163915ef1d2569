package helm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/internal/tree"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func charts(t testing.TB, root string) (nhitest.Tree, *nhi.Facts) {
	t.Helper()
	files, err := nhitest.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	all := &nhi.Facts{}
	for _, u := range files.Units(Analyzer) {
		all.Add(nhitest.Run(t, Analyzer, u))
	}
	return files, all
}

// TestOrigins writes down where every scalar of what is rendered comes from.
func TestOrigins(t *testing.T) {
	var b strings.Builder
	for _, name := range []string{"chart", "subcharts", "variants"} {
		_, facts := charts(t, filepath.Join("testdata", name))
		for _, f := range facts.Derived {
			fmt.Fprintf(&b, "# %s\n", f.Path)
			documents, notices := tree.YAML(f)
			for _, n := range notices {
				t.Errorf("%s:%d: %s", n.Path, n.Line, n.Reason)
			}
			for _, d := range documents {
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
		key := f.KeySpan.Origin()
		if !key.Valid() {
			t.Errorf("the key %s.%s comes from nowhere", at, f.Key)
		}
		origins(t, b, strings.TrimPrefix(at+"."+f.Key, "."), f.Value)
	}
	for i, item := range n.Items {
		origins(t, b, fmt.Sprintf("%s[%d]", at, i), item)
	}
	if n.Fields == nil && n.Items == nil {
		text := from.Text()
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			text = text[:i] + "…"
		}
		fmt.Fprintf(b, "%s = %.60q <- %s %s\n", at, n.Text, from, text)
	}
}

// A chart that never ends does, and says so.
func TestEndless(t *testing.T) {
	for name, text := range map[string]string{
		"loop":       `{{ range until 1000000 }}{{ range until 1000000 }}{{ end }}{{ end }}`,
		"count":      `{{ range 1000000000000 }}{{ end }}`,
		"text":       `{{ $x := "xxxxxxxxxx" }}{{ range until 40 }}{{ $x = printf "%s%s" $x $x }}{{ end }}{{ $x }}`,
		"repeat":     `{{ repeat 1000000000 "x" }}`,
		"replace":    `{{ $x := repeat 1000000 "x" }}{{ replace "x" $x $x }}`,
		"indent":     `{{ indent 1000000000 "x" }}`,
		"join":       `{{ $x := repeat 1000000 "x" }}{{ range until 1000 }}{{ $x }}{{ end }}`,
		"list":       `{{ $l := list 1 }}{{ range until 40 }}{{ $l = concat $l $l }}{{ end }}`,
		"map":        `{{ $d := dict "a" "b" }}{{ range until 40 }}{{ $d = dict "x" $d "y" $d }}{{ end }}{{ toJson $d }}`,
		"width":      `{{ printf "%1000000000d" 1 }}`,
		"self":       `{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}`,
		"selfTwice":  `{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}`,
		"template":   `{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}`,
		"tpl":        `{{ $t := "{{ tpl .t . }}{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }}`,
		"cycle":      `{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}`,
		"cyclePlain": `{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ print $d }}`,
		"cycleCopy":  `{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ deepCopy $d }}`,
		"cycleEqual": `{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ $e := dict }}{{ $_ := set $e "d" $e }}{{ deepEqual $d $e }}`,
		"blocks":     strings.Repeat("{{ if true }}", 100000),
		"elses":      "{{ if true }}" + strings.Repeat("{{ else if true }}", 100000),
		"parens":     "{{ " + strings.Repeat("(", 100000),
		"regex":      `{{ regexReplaceAll "x" (repeat 1000000 "x") (repeat 1000000 "y") }}`,
		"until":      `{{ until 10000000000 }}`,
		"step":       `{{ untilStep 0 9223372036854775807 9223372036854775806 }}{{ seq 1 1000000000 }}`,
	} {
		t.Run(name, func(t *testing.T) {
			files := nhitest.Tree{
				"Chart.yaml":       nhi.NewFile("Chart.yaml", []byte("name: x\n")),
				"templates/x.yaml": nhi.NewFile("templates/x.yaml", []byte(text)),
			}
			facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: ".", Files: []*nhi.File{files["Chart.yaml"]}, Tree: files})
			if err != nil {
				t.Fatal(err)
			}
			if len(facts.Notices) != 1 || len(facts.Rendered) != 0 {
				t.Errorf("notices %v, rendered %v", facts.Notices, facts.Rendered)
			}
		})
	}
}

// TestArchive renders a sub-chart that is an archive like one that is a folder.
func TestArchive(t *testing.T) {
	files, err := nhitest.Load("testdata/subcharts/suite")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zipped)
	for name, f := range files {
		rest, ok := strings.CutPrefix(name, "charts/worker/")
		if !ok {
			continue
		}
		if err := archive.WriteHeader(&tar.Header{Name: "worker/" + rest, Size: int64(f.Len()), Mode: 0o644, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		_, _ = archive.Write(f.Bytes())
		delete(files, name)
	}
	_ = archive.WriteHeader(&tar.Header{Name: "../../evil/Chart.yaml", Typeflag: tar.TypeReg, Mode: 0o644})
	archive.Close()
	zipped.Close()
	files["charts/worker-0.1.0.tgz"] = nhi.NewFile("charts/worker-0.1.0.tgz", packed.Bytes())
	files["charts/odd.tgz"] = nhi.NewFile("charts/odd.tgz", []byte("no archive"))
	facts := nhitest.Run(t, Analyzer, &nhi.Unit{Key: ".", Files: []*nhi.File{files["Chart.yaml"]}, Tree: files})
	for _, f := range facts.Derived {
		if f.Path == ".//charts/research/templates/deployment.yaml" {
			at := f.At(bytes.Index(f.Bytes(), []byte("kind:")), 20).Origin()
			if at.String() != "charts/worker-0.1.0.tgz/worker/templates/deployment.yaml:2:1" {
				t.Errorf("it comes from %s", at)
			}
			return
		}
	}
	t.Errorf("the archive is not rendered: %v", facts.Notices)
}

func FuzzTemplate(f *testing.F) {
	names, err := filepath.Glob("testdata/*/*/templates/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, []byte("name: x\nlist: [a, {b: c}]\ntext: |\n  a\n  b\n"))
	}
	f.Fuzz(func(t *testing.T, text, values []byte) {
		files := nhitest.Tree{
			"Chart.yaml":          nhi.NewFile("Chart.yaml", []byte("name: x\nversion: 1.0.0\n")),
			"values.yaml":         nhi.NewFile("values.yaml", values),
			"templates/x.yaml":    nhi.NewFile("templates/x.yaml", text),
			"templates/_help.tpl": nhi.NewFile("templates/_help.tpl", []byte(`{{ define "n" }}{{ .Values.name }}{{ end }}`)),
		}
		facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: ".", Files: []*nhi.File{files["Chart.yaml"]}, Tree: files})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range facts.Derived {
			for i := range d.Len() {
				if s := d.At(i, i+1).Origin(); !s.Valid() || s.File.Derived() {
					t.Fatalf("byte %d of %q comes from nowhere", i, d.Bytes())
				}
			}
		}
	})
}
