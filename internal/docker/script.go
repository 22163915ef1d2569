package docker

import (
	"path"
	"strings"
)

// Script is the Python program that a container of a stage starts: its file relative
// to the build context, or the folder of its module where that is not told; empty when
// it starts none, or when no COPY says where it comes from.
func (s *Stage) Script() string {
	words := s.words()
	script := ""
	for i, w := range words {
		switch base := path.Base(w); {
		case strings.HasSuffix(w, ".py"):
			script = w
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
	return s.copied(script)
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
					if path.Ext(from) == ".py" && !strings.HasSuffix(into, ".py") {
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
	if found != "" && path.Ext(found) != ".py" {
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
