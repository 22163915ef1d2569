package kubernetes

import (
	"path"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// kustomizations are the names under which kustomize looks for its file.
var kustomizations = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// overlays tells files that kustomize lays over others. They are no objects of
// their own: what they leave out stands in the base.
type overlays struct {
	tree nhi.Tree
	dirs map[string]map[string]bool // by folder, its resources; nil without a kustomization
}

// patch says whether a file is one: a kustomization stands beside it and does not
// name it among its resources. A name that is not known could be any, and a file
// that kustomize does not take is rather not judged.
func (o *overlays) patch(file string) bool {
	dir := path.Dir(file)
	resources, ok := o.dirs[dir]
	if !ok {
		resources = o.resources(dir)
		o.dirs[dir] = resources
	}
	return resources != nil && !resources[file]
}

func (o *overlays) resources(dir string) map[string]bool {
	for _, name := range kustomizations {
		f, err := o.tree.Read(path.Join(dir, name))
		if err != nil {
			continue
		}
		files := map[string]bool{f.Path: true}
		documents, _ := tree.YAML(f) // its notices are its own reader's
		for _, d := range documents {
			for _, key := range []string{"resources", "bases", "components", "crds", "generators"} {
				for _, r := range d.Root.Get(key).Strings() {
					files[path.Join(dir, r)] = true
				}
			}
		}
		return files
	}
	return nil
}
