package typescript

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/ts"
)

// local says whether a module that a file imports is the repository's own: a path, a
// name that the project gives to one, or a package of the workspace. What the tables know
// is what they say, also in the repository of an SDK.
func local(r *code.Repo, file, module string) bool {
	if ts.Local(module) {
		return true
	}
	if r.Tree == nil || r.Root(pkg(module)) {
		return false
	}
	key := path.Dir(file) + " imports " + module
	yes, ok := r.Here[key]
	if !ok {
		yes = len(given(r, file, module)) > 0
		r.Here[key] = yes
	}
	return yes
}

// given are the files that a module's name stands for by the settings of the project or
// among the packages of the workspace.
func given(r *code.Repo, file, module string) (out []string) {
	list := aliases(r, path.Dir(file))
	for i := 0; i+1 < len(list); i += 2 {
		before, after, star := strings.Cut(list[i], "*")
		switch {
		case !star && module == list[i]:
			out = append(out, candidates(list[i+1])...)
		case star && len(module) >= len(before)+len(after) && strings.HasPrefix(module, before) && strings.HasSuffix(module, after):
			middle := module[len(before) : len(module)-len(after)]
			out = append(out, candidates(path.Clean(strings.Replace(list[i+1], "*", middle, 1)))...)
		}
	}
	if len(out) > 0 || strings.HasPrefix(module, ".") {
		return out
	}
	// A package stands in a folder of its name: to look at all of them costs more than it
	// finds.
	name := pkg(module)
	inner := strings.TrimPrefix(module[len(name):], "/")
	if inner == "" {
		inner = "index"
	}
	for _, folder := range workspace(r, path.Dir(file)) {
		own := strings.Replace(folder, "*", path.Base(name), 1)
		if f, err := r.Tree.Read(path.Join(own, "package.json")); err == nil {
			if n := packageName().FindSubmatch(f.Bytes()); n != nil && string(n[1]) == name {
				return append(candidates(path.Join(own, "src", inner)), candidates(path.Join(own, inner))...)
			}
		}
	}
	return nil
}

// above finds what the first of the folders of a file, from its own to the root, says;
// that is kept for each of them.
func above(r *code.Repo, kind, dir string, says func(dir string) ([]string, bool)) []string {
	key := kind + " " + dir
	list, ok := r.Roots[key]
	if !ok {
		if list, ok = says(dir); !ok && dir != "." && dir != "/" {
			list = above(r, kind, path.Dir(dir), says)
		}
		r.Roots[key] = list
	}
	return list
}

// aliases are names of modules and the paths they stand for, in turn.
// https://www.typescriptlang.org/tsconfig/#paths
func aliases(r *code.Repo, dir string) []string {
	return above(r, "paths", dir, func(dir string) ([]string, bool) {
		for _, name := range [...]string{"tsconfig.json", "jsconfig.json"} {
			if list, ok := settings(r, path.Join(dir, name), 0); ok {
				return list, true
			}
		}
		return nil, false
	})
}

// settings reads the paths of one file, or of that which it extends.
func settings(r *code.Repo, name string, deep int) ([]string, bool) {
	f, err := r.Tree.Read(name)
	if err != nil || deep > 3 {
		return nil, false
	}
	if !bytes.Contains(f.Bytes(), []byte("paths")) && !bytes.Contains(f.Bytes(), []byte("extends")) {
		return nil, true
	}
	root, _ := tree.JSON(f)
	options, dir := root.Get("compilerOptions"), path.Dir(name)
	var out []string
	for _, entry := range options.Get("paths").Entries() {
		for _, to := range entry.Value.Each() {
			out = append(out, entry.Key, path.Join(dir, options.Get("baseUrl").Str(), to.Str()))
		}
	}
	if base := root.Get("extends").Str(); len(out) == 0 && strings.HasPrefix(base, ".") {
		if path.Ext(base) != ".json" {
			base += ".json"
		}
		out, _ = settings(r, path.Join(dir, base), deep+1)
	}
	return out, true
}

// packageName is the name in a package.json, and packageFolder one of the folders of a
// workspace. https://docs.npmjs.com/cli/using-npm/workspaces
// https://pnpm.io/pnpm-workspace_yaml
var (
	packageName   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^\s*\{?\s*"name"\s*:\s*"([^"*]+)"`) })
	packageFolder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`["']?([\w@./*-]+)["']?\s*[,\]\n]`) })
)

// workspace are the folders of the packages of a workspace, with a star for the name.
func workspace(r *code.Repo, dir string) []string {
	return above(r, "workspace", dir, func(dir string) ([]string, bool) {
		folders := ""
		if f, err := r.Tree.Read(path.Join(dir, "pnpm-workspace.yaml")); err == nil {
			_, folders, _ = strings.Cut(string(f.Bytes()), "packages:")
		} else if f, err := r.Tree.Read(path.Join(dir, "package.json")); err == nil {
			_, folders, _ = strings.Cut(string(f.Bytes()), `"workspaces"`)
			folders, _, _ = strings.Cut(folders, "]")
			folders += "]"
		}
		var out []string
		for _, m := range packageFolder().FindAllStringSubmatch(folders+"\n", 50) {
			if strings.Contains(m[1], "/") {
				out = append(out, path.Join(dir, strings.ReplaceAll(m[1], "**", "*")))
			}
		}
		return out, len(out) > 0
	})
}
