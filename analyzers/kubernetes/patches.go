package kubernetes

import (
	"path"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// kustomizations are the names under which kustomize looks for its file.
var kustomizations = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// patches tells files that kustomize lays over others. They are no objects of
// their own: what they leave out stands in the base.
type patches struct {
	tree nhi.Tree
	dirs map[string]map[string]bool // by folder, the files that are patches
}

func (p *patches) is(file string) bool {
	dir := path.Dir(file)
	files, ok := p.dirs[dir]
	if !ok {
		files = p.read(dir)
		p.dirs[dir] = files
	}
	return files[file]
}

// read lists the patches that a folder's kustomization names in the folder
// itself, or below.
func (p *patches) read(dir string) map[string]bool {
	files := map[string]bool{}
	for _, name := range kustomizations {
		f, err := p.tree.Read(path.Join(dir, name))
		if err != nil {
			continue
		}
		documents, _ := tree.YAML(f) // its notices are its own reader's
		for _, d := range documents {
			for _, patch := range d.Root.Get("patches").Each() {
				files[path.Join(dir, patch.Get("path").Str())] = true
			}
			for _, patch := range d.Root.Get("patchesStrategicMerge").Strings() {
				files[path.Join(dir, patch)] = true
			}
			for _, patch := range d.Root.Get("patchesJson6902").Each() {
				files[path.Join(dir, patch.Get("path").Str())] = true
			}
		}
	}
	return files
}
