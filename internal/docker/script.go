package docker

import (
	"path"
	"strings"
)

// Script is the program of Python or JavaScript that a container of a stage starts: its
// file relative to the build context, or the folder of its module or package where that
// is not told; empty when it starts none, or when no COPY says where it comes from.
func (s *Stage) Script() string {
	words := s.words()
	script, runtime := "", false
	for i, w := range words {
		switch base := path.Base(w); {
		case strings.HasSuffix(w, ".py"), runtime && sources[path.Ext(w)] && !strings.HasPrefix(w, "-"):
			script = w
		case runtimes[base]:
			runtime = true
		case packagers[base] && i+1 < len(words) && (words[i+1] == "start" || words[i+1] == "run"):
			script = "package.json" // its folder
		case w == "-m" && i+1 < len(words) && !servers[words[i+1]]:
			script = strings.ReplaceAll(words[i+1], ".", "/")
		case servers[base]:
			for _, app := range words[i+1:] {
				if module, _, ok := strings.Cut(app, ":"); ok && !strings.ContainsAny(module, "/.-0") || ok && strings.Contains(module, ".") && !strings.ContainsAny(module, "/-") && !digits(module) {
					script = strings.ReplaceAll(module, ".", "/")
					break
				}
			}
		}
		if script != "" {
			break
		}
	}
	if script == "" || strings.ContainsAny(script, "$*") {
		return ""
	}
	return compiled(s.copied(script))
}

// compiled is the folder of the package whose program was compiled to a file that is
// not in it before: dist/index.js. Any other file is itself.
func compiled(file string) string {
	if path.Base(file) == "package.json" {
		return path.Dir(file)
	}
	if !sources[path.Ext(file)] {
		return file
	}
	for dir := path.Dir(file); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if outputs[path.Base(dir)] {
			return path.Dir(dir)
		}
	}
	return file
}

var (
	// runtimes run a file of JavaScript or TypeScript, packagers what a package says
	// that its start is.
	runtimes  = map[string]bool{"node": true, "tsx": true, "ts-node": true, "bun": true, "deno": true, "nodemon": true}
	packagers = map[string]bool{"npm": true, "pnpm": true, "yarn": true, "bun": true}
	// sources are the endings of such files, and outputs folders that compilers write.
	sources = map[string]bool{".js": true, ".mjs": true, ".cjs": true, ".ts": true, ".mts": true, ".tsx": true}
	outputs = map[string]bool{"dist": true, "build": true, "out": true}
)

// program says whether a path is that of one file.
func program(name string) bool {
	return path.Ext(name) == ".py" || sources[path.Ext(name)] || path.Base(name) == "package.json"
}

// servers run an application that is named as module:variable.
var servers = map[string]bool{"uvicorn": true, "gunicorn": true, "hypercorn": true, "granian": true, "daphne": true}

func digits(s string) bool { return strings.Trim(s, "0123456789.") == "" }

// words are the words of what a container starts, those of a shell's script too.
func (s *Stage) words() []string {
	var out []string
	entrypoint, cmd := s.Start()
	for _, i := range [...]*Instruction{entrypoint, cmd} {
		if i == nil {
			continue
		}
		list, exec := i.Exec()
		if !exec {
			out = append(out, strings.Fields(i.Args)...)
			continue
		}
		for _, w := range list {
			out = append(out, strings.Fields(w.Text)...)
		}
	}
	return out
}

// copied is where in the build context a file of the image comes from.
func (s *Stage) copied(file string) string {
	dir := "/"
	type copy struct{ from, to string }
	var copies []copy
	for _, up := range s.Chain() {
		for _, i := range up.Instructions {
			words := i.Words()
			switch {
			case i.Name == "WORKDIR" && len(words) == 1:
				dir = join(dir, words[0].Text)
			case (i.Name == "COPY" || i.Name == "ADD") && len(words) > 1 && !i.Elsewhere():
				to := words[len(words)-1].Text
				for _, w := range words[:len(words)-1] {
					from, into := path.Clean(strings.TrimPrefix(w.Text, "/")), join(dir, to)
					if from == "" || strings.HasPrefix(from, "..") || strings.ContainsAny(from, "$*:") {
						continue
					}
					if program(from) && !program(into) {
						into = path.Join(into, path.Base(from))
					}
					copies = append(copies, copy{from, into})
				}
			}
		}
	}
	file = join(dir, file)
	best, found := -1, ""
	for _, c := range copies {
		rest, ok := strings.CutPrefix(file, strings.TrimSuffix(c.to, "/")+"/")
		if c.to == file {
			rest, ok = "", true
		}
		if !ok || len(c.to) < best {
			continue
		}
		best, found = len(c.to), path.Join(c.from, rest)
	}
	if found != "" && !program(found) {
		found = path.Dir(found) // of a module, which may be a file or a folder
	}
	return found
}

func join(dir, name string) string {
	if strings.HasPrefix(name, "/") {
		return path.Clean(name)
	}
	return path.Join(dir, name)
}
