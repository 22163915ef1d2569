package docker

import (
	"bytes"
	"go/parser"
	"go/token"
	"path"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxParts is how many packages of a program are followed. The largest programs that
// people write in one module have some hundreds.
const maxParts = 300

// GoParts are the folders of the packages that the Go program in a folder is made of
// besides that one: those of its own module that it imports, however deep. Build
// constraints are not looked at. Nothing when it is no Go.
func GoParts(tree nhi.Tree, dir string) []string {
	module, root := goModule(tree, dir)
	if module == "" {
		return nil
	}
	seen := map[string]bool{dir: true}
	work := []string{dir}
	for len(work) > 0 && len(seen) < maxParts {
		d := work[0]
		work = work[1:]
		for _, name := range tree.Glob(path.Join(quoteGlob(d), "*.go")) {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := tree.Read(name)
			if err != nil {
				continue
			}
			parsed, _ := parser.ParseFile(token.NewFileSet(), "", f.Bytes(), parser.ImportsOnly|parser.SkipObjectResolution)
			if parsed == nil {
				continue
			}
			for _, spec := range parsed.Imports {
				rest, ok := strings.CutPrefix(strings.Trim(spec.Path.Value, "\"`"), module+"/")
				if !ok {
					continue
				}
				if p := path.Join(root, rest); !seen[p] {
					seen[p] = true
					work = append(work, p)
				}
			}
		}
	}
	delete(seen, dir)
	var parts []string
	for p := range seen {
		parts = append(parts, p)
	}
	sort.Strings(parts)
	return parts
}

// goModule is the module that a folder is of, and the folder of its go.mod.
func goModule(tree nhi.Tree, dir string) (module, root string) {
	for ; ; dir = path.Dir(dir) {
		if f, err := tree.Read(path.Join(dir, "go.mod")); err == nil {
			for line := range bytes.Lines(f.Bytes()) {
				if fields := strings.Fields(string(line)); len(fields) >= 2 && fields[0] == "module" {
					return strings.Trim(fields[1], "\"`"), dir
				}
			}
			return "", ""
		}
		if dir == "." || dir == "/" {
			return "", ""
		}
	}
}

func quoteGlob(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}
