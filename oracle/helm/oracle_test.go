// Package helm has Helm itself render the charts of the fixtures, and writes down
// what came out for analyzers/helm to be compared with:
//
//	UPDATE=1 go test ./...
//
// Without UPDATE it says where the file is not what Helm renders. Charts of other
// places can be rendered into a file of their own:
//
//	CHARTS=DIR UPDATE=1 GOLDEN=FILE go test ./...
package helm

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

const root = "../.."

// places are where fixtures are.
var places = []string{"analyzers/helm/testdata", "testdata"}

func TestCharts(t *testing.T) {
	log.SetOutput(io.Discard)
	golden := filepath.Join(root, "analyzers/helm/testdata/helm.golden")
	dirs, base := places, root
	if dir := os.Getenv("CHARTS"); dir != "" {
		dirs, base, golden = []string{"."}, dir, os.Getenv("GOLDEN")
	}
	var b strings.Builder
	b.WriteString("What Helm renders of the charts, written by oracle/helm.\n")
	count := 0
	for _, place := range dirs {
		err := filepath.WalkDir(filepath.Join(base, place), func(name string, d os.DirEntry, err error) error {
			if err == nil && d.Name() == "loops" {
				return filepath.SkipDir // Helm has no end of them
			}
			if err != nil || d.Name() != "Chart.yaml" || filepath.Base(filepath.Dir(filepath.Dir(name))) == "charts" && exists(filepath.Join(filepath.Dir(name), "../../Chart.yaml")) {
				return err
			}
			count += render(t, &b, base, filepath.Dir(name))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != b.String() {
		t.Errorf("%s is not what Helm renders; UPDATE=1 rewrites it", golden)
	}
	t.Logf("%d templates of charts rendered", count)
}

func exists(name string) bool { _, err := os.Stat(name); return err == nil }

// render writes what a chart gives with each of its values files.
func render(t *testing.T, b *strings.Builder, base, dir string) (count int) {
	rel, err := filepath.Rel(base, dir)
	if err != nil {
		t.Fatal(err)
	}
	files := []string{""}
	for _, pattern := range []string{"*values*.yaml", "*values*.yml", "ci/*-values.yaml"} {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		sort.Strings(found)
		for _, f := range found {
			if filepath.Base(f) != "values.yaml" {
				files = append(files, f)
			}
		}
	}
	for _, f := range files {
		name := strings.TrimPrefix(strings.TrimPrefix(f, dir), "/")
		out, err := one(dir, f)
		if err != nil {
			fmt.Fprintf(b, "-- %s|%s|error --\n%s\n", filepath.ToSlash(rel), name, strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		// What is random differs the second time, and is written as such.
		if again, err := one(dir, f); err == nil {
			for n := range out {
				out[n] = same(out[n], again[n])
			}
		}
		var names []string
		for n, text := range out {
			if ext := filepath.Ext(n); strings.TrimSpace(text) != "" && (ext == ".yaml" || ext == ".yml" || ext == ".json") {
				names = append(names, n)
			}
		}
		slices.Sort(names)
		for _, n := range names {
			_, inner, _ := strings.Cut(n, "/")
			fmt.Fprintf(b, "-- %s|%s|%s --\n%s\n", filepath.ToSlash(rel), name, inner, strings.TrimRight(out[n], "\n"))
			count++
		}
	}
	return count
}

// same keeps the lines that two renderings have in common, and of the others their
// key.
func same(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			key, _, _ := strings.Cut(x[i], ":")
			x[i] = key + ": random"
		}
	}
	return strings.Join(x, "\n")
}

func one(dir, values string) (map[string]string, error) {
	c, err := loader.LoadDir(dir)
	if err != nil {
		return nil, err
	}
	// What "helm dependency build" would have put in charts/.
	for _, d := range c.Metadata.Dependencies {
		near, ok := strings.CutPrefix(d.Repository, "file://")
		if !ok || slices.ContainsFunc(c.Dependencies(), func(s *chart.Chart) bool { return s.Name() == d.Name }) {
			continue
		}
		sub, err := loader.LoadDir(filepath.Join(dir, near))
		if err != nil {
			return nil, err
		}
		c.AddDependency(sub)
	}
	v := map[string]any{}
	if values != "" {
		if v, err = chartutil.ReadValuesFile(values); err != nil {
			return nil, err
		}
	}
	if err := chartutil.ProcessDependencies(c, v); err != nil {
		return nil, err
	}
	caps := *chartutil.DefaultCapabilities
	caps.KubeVersion = chartutil.KubeVersion{Version: "v1.33.0", Major: "1", Minor: "33"}
	options := chartutil.ReleaseOptions{Name: c.Name(), Namespace: "default", Revision: 1, IsInstall: true}
	all, err := chartutil.ToRenderValuesWithSchemaValidation(c, v, options, &caps, true)
	if err != nil {
		return nil, err
	}
	return engine.Render(c, all)
}
