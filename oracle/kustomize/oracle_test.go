// Package kustomize has kustomize itself build the overlays of the fixtures, and
// writes down what came out for analyzers/kustomize to be compared with:
//
//	UPDATE=1 go test ./...
//
// Without UPDATE it says where the file is not what kustomize builds. Overlays of
// other places can be built into a file of their own:
//
//	OVERLAYS=DIR UPDATE=1 GOLDEN=FILE go test ./...
package kustomize

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

const root = "../.."

var names = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

func TestOverlays(t *testing.T) {
	golden := filepath.Join(root, "analyzers/kustomize/testdata/kustomize.golden")
	places, base := []string{"analyzers/kustomize/testdata", "testdata"}, root
	if dir := os.Getenv("OVERLAYS"); dir != "" {
		places, base, golden = []string{"."}, dir, os.Getenv("GOLDEN")
	}
	var b strings.Builder
	b.WriteString("What kustomize builds of the overlays, written by oracle/kustomize.\n")
	count := 0
	for _, place := range places {
		var dirs []string
		used := map[string]bool{}
		err := filepath.WalkDir(filepath.Join(base, place), func(name string, d os.DirEntry, err error) error {
			if err == nil && slices.Contains(names, d.Name()) {
				dirs = append(dirs, filepath.Dir(name))
				text, _ := os.ReadFile(name)
				for _, below := range regexp.MustCompile(`(?m)^\s*- +(\.[^\s]*|[\w/-]+)\s*$`).FindAllStringSubmatch(string(text), -1) {
					used[filepath.Join(filepath.Dir(name), below[1])] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, dir := range dirs {
			if used[dir] {
				continue
			}
			rel, _ := filepath.Rel(base, dir)
			o := krusty.MakeDefaultOptions()
			o.LoadRestrictions = types.LoadRestrictionsNone
			m, err := krusty.MakeKustomizer(o).Run(filesys.MakeFsOnDisk(), dir)
			if err != nil {
				t.Logf("%s: %v", rel, err)
				continue
			}
			// Names are compared without their hash.
			text, err := m.AsYaml()
			if err != nil {
				t.Fatal(err)
			}
			clean := string(text)
			for _, r := range m.Resources() {
				if r.GetKind() == "ConfigMap" || r.GetKind() == "Secret" {
					if h := regexp.MustCompile(`-[2456789bcdfghkmt]{10}$`).FindString(r.GetName()); h != "" {
						clean = strings.ReplaceAll(clean, r.GetName(), strings.TrimSuffix(r.GetName(), h))
					}
				}
			}
			fmt.Fprintf(&b, "-- %s --\n%s", filepath.ToSlash(rel), clean)
			count += len(m.Resources())
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
		t.Errorf("%s is not what kustomize builds; UPDATE=1 rewrites it", golden)
	}
	t.Logf("%d objects built", count)
}
