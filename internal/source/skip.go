package source

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"
)

// vendoredDirs hold what a tool put there: dependencies, caches, state. They are
// not the repository's own agents and identities.
var vendoredDirs = set(
	"node_modules", "bower_components", "jspm_packages", // JavaScript
	"third_party", "Godeps", "_vendor",
	"site-packages", "dist-packages", ".venv", "__pycache__", "__pypackages__", ".tox", ".nox", ".eggs", // Python
	".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints",
	".terraform", ".terragrunt-cache", ".pulumi", // infrastructure tools
	".gradle", ".mvn", ".m2", ".cargo", ".bundle", ".yarn", ".pnpm-store", "Pods", "Carthage", ".dart_tool", ".stack-work", "elm-stuff",
	".next", ".nuxt", ".svelte-kit", ".angular", ".parcel-cache", ".turbo", // builds
	".direnv", ".devenv", ".cache",
	".git", ".hg", ".svn", ".bzr", ".jj", ".sl", "CVS",
)

// vendorMarks are files that tell a folder of dependencies from one that merely
// has that name. Marks with a slash before them lie beside the folder.
var vendorMarks = map[string][]string{
	"vendor": {
		"modules.txt", "autoload.php", "bundle", "vendor.json", "manifest", "github.com", "golang.org", "k8s.io",
		"/go.mod", "/Gopkg.lock", "/composer.json", "/Gemfile", "/jsonnetfile.json", "/vendir.yml",
	},
	"venv": {venvMark},
	"env":  {venvMark},
}

// venvMark is in every virtual environment of Python, whatever its name.
const venvMark = "pyvenv.cfg"

// vendoredDir says whether a folder holds what others wrote. has looks for a file
// or folder by its path.
func vendoredDir(dir string, has func(path string) bool) bool {
	name := path.Base(dir)
	if vendoredDirs[name] {
		return true
	}
	for _, mark := range vendorMarks[name] {
		if beside, ok := strings.CutPrefix(mark, "/"); ok {
			mark = path.Join(path.Dir(dir), beside)
		} else {
			mark = path.Join(dir, mark)
		}
		if has(mark) {
			return true
		}
	}
	return false
}

// generatedNames are files that a tool writes as a whole.
var generatedNames = set(
	"go.sum", "go.work.sum", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "deno.lock",
	"poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "Cargo.lock", "composer.lock", "Gemfile.lock", "mix.lock",
	"pubspec.lock", "Podfile.lock", "packages.lock.json", "flake.lock", "gradle.lockfile", "jsonnetfile.lock.json", "Chart.lock",
	"vendir.lock.yml", ".terraform.lock.hcl", ".pnp.cjs", ".pnp.loader.mjs", "Package.resolved",
)

var generatedSuffixes = []string{
	".min.js", ".min.css", ".map", ".pb.go", "_pb2.py", "_pb2_grpc.py", "_pb.js", "_pb.d.ts", ".snap",
}

// generatedName says by its path whether a tool wrote the file.
func generatedName(name string) bool {
	base := path.Base(name)
	if generatedNames[base] {
		return true
	}
	for _, s := range generatedSuffixes {
		if strings.HasSuffix(base, s) {
			return true
		}
	}
	return false
}

// generatedLine is the line that Go's tools agreed on: https://go.dev/s/generatedcode.
var generatedLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.\r?$`) })

// generatedGo looks for that line before the package clause, where it has to be.
func generatedGo(text []byte) bool {
	if !bytes.Contains(text[:min(len(text), 64<<10)], []byte("Code generated ")) {
		return false
	}
	if bytes.HasPrefix(text, []byte("package ")) {
		return false
	}
	if i := bytes.Index(text, []byte("\npackage ")); i >= 0 {
		text = text[:i+1]
	}
	return generatedLine().Match(text)
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
