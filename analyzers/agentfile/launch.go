package agentfile

import (
	"path"
	"regexp"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// runner is a program that fetches the package it starts.
type runner struct {
	// verb is the subcommand that fetches.
	verb string
	// valued flags take the next word.
	valued string
	image  bool
	python bool
}

// runners are those that people start MCP servers with, by "program" or
// "program verb".
var runners = map[string]runner{
	"npx":  {valued: "-p --package -c --call"},
	"pnpx": {}, "bunx": {},
	"pnpm":   {verb: "dlx"},
	"uvx":    {valued: "--from --with -p --python --index --index-url", python: true},
	"pipx":   {verb: "run", valued: "--spec --python", python: true},
	"docker": {verb: "run", valued: "-e --env --env-file -v --volume --mount --name --network -p --publish -u --user -w --workdir --entrypoint -l --label --platform --pull -h --hostname --add-host --cpus -m --memory --gpus", image: true},
	"podman": {verb: "run", valued: "-e --env --env-file -v --volume --mount --name --network -p --publish -u --user -w --workdir --entrypoint", image: true},
}

var (
	// exact is a whole version and not a range or a tag that moves.
	exact = regexp.MustCompile(`^v?\d+\.\d+(\.\d+)*([-+.][0-9A-Za-z.+-]+)?$`)
	// word is a name of a package or an image; anything else is not repeated.
	word = regexp.MustCompile(`^[@A-Za-z0-9][A-Za-z0-9._/-]*$`)
)

// launch states what a command line fetches, and reads the credentials in its
// arguments.
func (r *reader) launch(t *nhi.Tool, command, args *tree.Node) {
	var line []*tree.Node
	for _, n := range [...]*tree.Node{command, args} {
		for _, item := range n.Each() {
			if item.Scalar() {
				line = append(line, item)
			}
		}
	}
	if len(line) == 0 {
		return
	}
	t.Runner = strings.TrimSuffix(path.Base(strings.ReplaceAll(line[0].Text, `\`, "/")), ".exe")
	if strings.ContainsAny(t.Runner, " \t\n=") {
		t.Runner = "" // a shell's whole line
	}
	rest := line[1:]
	k, known := runners[t.Runner]
	if known && k.verb != "" {
		if known = len(rest) > 0 && rest[0].Text == k.verb; known {
			rest = rest[1:]
		}
	}
	pkg := -1
	for i := 0; known && i < len(rest); i++ {
		flag, value, inline := strings.Cut(rest[i].Text, "=")
		if !strings.HasPrefix(flag, "-") {
			pkg = i
			break
		}
		if wordset.Has("--from --spec --package -p", flag) && !k.image {
			if inline {
				t.Package, t.Version, t.Pinned = fetched(value, k)
			} else if i+1 < len(rest) {
				t.Package, t.Version, t.Pinned = fetched(rest[i+1].Text, k)
			}
		}
		if !inline && wordset.Has(k.valued, flag) {
			i++
		}
	}
	if pkg >= 0 && t.Package == "" {
		t.Package, t.Version, t.Pinned = fetched(rest[pkg].Text, k)
		t.At = rest[pkg].Span
	}
	for i := 0; i < len(rest); i++ {
		flag, value, inline := strings.Cut(rest[i].Text, "=")
		name := strings.TrimLeft(flag, "-")
		switch {
		case (flag == "-e" || flag == "--env") && i+1 < len(rest):
			i++
			if key, v, ok := strings.Cut(rest[i].Text, "="); ok {
				r.text(t.Key, inArg, key, v, rest[i].Span)
			} else if variableName(rest[i].Text) && !r.written(t.Key, rest[i].Text) { // handed on from the environment
				r.variable(t.Key, inEnv, "", rest[i].Text, rest[i].Span)
			}
		case strings.HasPrefix(flag, "-") && inline:
			r.text(t.Key, inArg, name, value, rest[i].Span)
		case strings.HasPrefix(flag, "-") && i+1 < len(rest) && !strings.HasPrefix(rest[i+1].Text, "-"):
			if r.text(t.Key, inArg, name, rest[i+1].Text, rest[i+1].Span) {
				i++
			}
		case strings.Contains(flag, "://"):
			r.address(t.Key, rest[i])
		}
	}
}

// written says whether an entry itself sets a variable to a credential.
func (r *reader) written(tool, name string) bool {
	return r.used["agentfile-literal"+tool[strings.IndexByte(tool, ':'):]+"/"+inEnv+"/"+strings.TrimPrefix(nhi.Key("", name), ":")] > 0
}

// fetched reads NAME@VERSION, NAME==VERSION or IMAGE:TAG@DIGEST. Tags other than
// latest are mutable by right and fixed by habit: nothing is said of them. A
// package of this machine is not fetched.
func fetched(text string, k runner) (name, version string, pinned *bool) {
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "/") || strings.ContainsAny(text, "${} ") || strings.Contains(text, "://") {
		return "", "", nil
	}
	switch {
	case k.image:
		return image(text)
	case k.python:
		name, version, _ = strings.Cut(text, "==")
		if n, v, ok := strings.Cut(name, "@"); ok {
			name, version = n, v
		}
		name, _, _ = strings.Cut(name, "[")
	default:
		name = text
		if i := strings.LastIndexByte(text, '@'); i > 0 {
			name, version = text[:i], text[i+1:]
		}
	}
	if !word.MatchString(name) {
		return "", "", nil
	}
	return name, version, nhi.Bool(exact.MatchString(version))
}

// image reads an image's reference.
func image(text string) (name, version string, pinned *bool) {
	name, digest, ok := strings.Cut(text, "@")
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') {
		name, version = name[:i], name[i+1:]
	}
	switch {
	case !word.MatchString(name):
		return "", "", nil
	case ok:
		return name, digest, nhi.Bool(strings.HasPrefix(digest, "sha256:"))
	case !strings.Contains(name, "/") || strings.HasPrefix(name, "localhost"):
		return name, version, nil // mostly built on this machine
	case version == "" || version == "latest":
		return name, version, nhi.Bool(false)
	}
	return name, version, nil
}
