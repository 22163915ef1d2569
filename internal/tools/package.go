package tools

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Spec is what a runner is asked to fetch.
type Spec struct {
	Name, Version string
	// Pinned: true fixes the bytes or a release that its registry never
	// replaces, false follows whatever is published next, nil cannot be told or
	// fetches nothing.
	Pinned *bool
}

var (
	// semver is a whole version and not a range: 1.2.3, 1.2.3-rc.1.
	semver = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v?\d+\.\d+\.\d+([-+.][0-9A-Za-z.+-]+)?$`) })
	// release is an exact version of a Python package: 1, 1.2, 1.2.3rc1, 2024.1.post1.
	release = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+(\.\d+)*[0-9A-Za-z.+!-]*$`) })
	commit  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{7,64}$`) })
	pypi    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9._-]*)(\[[^\]]*\])?\s*(.*)$`) })
)

// launchers run a script of the project; which version of the launcher does it
// is the project's lock file's affair.
var launchers = map[string]bool{
	"tsx": true, "ts-node": true, "nodemon": true, "dotenv": true, "dotenv-cli": true, "cross-env": true, "vite-node": true,
}

// local says that a package is a path of this machine: nothing is fetched.
func local(text string) bool {
	return strings.HasPrefix(text, ".") || strings.HasPrefix(text, "/") || strings.HasPrefix(text, "~") ||
		strings.HasPrefix(text, "file:") || strings.HasPrefix(text, `\`) || len(text) > 2 && text[1] == ':' ||
		strings.HasPrefix(text, "${workspaceFolder}") || strings.HasPrefix(text, "${CLAUDE_PLUGIN_ROOT}")
}

// NPM reads NAME[@VERSION] with or without a scope, and sources of git.
func NPM(text string) Spec {
	if local(text) || launchers[text] {
		return Spec{}
	}
	text = strings.TrimPrefix(text, "npm:")
	if strings.Contains(text, "://") || strings.HasPrefix(text, "github:") || strings.HasPrefix(text, "gitlab:") ||
		!strings.HasPrefix(text, "@") && strings.Count(text, "/") == 1 && !strings.Contains(text, "@") {
		name, ref, _ := strings.Cut(text, "#")
		return git(name, ref)
	}
	name, version := text, ""
	if i := strings.LastIndexByte(text, '@'); i > 0 {
		name, version = text[:i], text[i+1:]
	}
	return Spec{name, version, nhi.Bool(semver().MatchString(version))}
}

// PyPI reads NAME[extras][==VERSION or @VERSION], and sources of git.
func PyPI(text string) Spec {
	if local(text) {
		return Spec{}
	}
	if _, source, ok := strings.Cut(text, " @ "); ok {
		text = strings.TrimSpace(source)
	}
	if scheme, rest, ok := strings.Cut(text, "://"); ok {
		rest, _, _ = strings.Cut(rest, "#")
		name, ref := rest, ""
		// The last @ behind the path's first slash is the reference; one before
		// it belongs to userinfo.
		if i := strings.LastIndexByte(rest, '@'); i > strings.IndexByte(rest, '/') && i > 0 {
			name, ref = rest[:i], rest[i+1:]
		}
		return git(scheme+"://"+name, ref)
	}
	m := pypi().FindStringSubmatch(text)
	if m == nil {
		return Spec{Name: text}
	}
	name, version := m[1], m[3]
	exact := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(version, "@"), "==="), "==")
	exact = strings.TrimSpace(exact)
	if version == "" || exact == version {
		return Spec{name, version, nhi.Bool(false)} // no version, or a range
	}
	return Spec{name, exact, nhi.Bool(release().MatchString(exact) && !strings.Contains(exact, "*"))}
}

// Go reads MODULE/PATH@VERSION. Without a version it is a package of the
// module that runs it, whose go.sum pins what it needs.
func Go(text string) Spec {
	name, version, ok := strings.Cut(text, "@")
	if !ok || local(text) {
		return Spec{}
	}
	return Spec{name, version, nhi.Bool(semver().MatchString(version) || commit().MatchString(version) && len(version) >= 12)}
}

// Deno reads npm:, jsr: and web addresses.
func Deno(text string) Spec {
	for _, scheme := range [...]string{"npm:", "jsr:"} {
		rest, ok := strings.CutPrefix(text, scheme)
		if !ok {
			continue
		}
		// A path inside the package may follow the version.
		if i := strings.LastIndexByte(rest, '@'); i > 0 {
			if j := strings.IndexByte(rest[i:], '/'); j > 0 {
				rest = rest[:i+j]
			}
		}
		return NPM(rest)
	}
	if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		return Spec{Name: clean(text)}
	}
	return Spec{}
}

// git judges a source of git by its reference. A tag can be moved, but mostly is
// not: nothing is said of it.
func git(source, ref string) Spec {
	s := Spec{Name: clean(source), Version: ref}
	switch {
	case commit().MatchString(ref) && strings.Trim(ref, "0123456789") != "":
		s.Pinned = nhi.Bool(true)
	case ref == "" && !strings.HasSuffix(source, ".tgz") && !strings.HasSuffix(source, ".whl") && !strings.HasSuffix(source, ".tar.gz"),
		ref == "main", ref == "master", ref == "HEAD":
		s.Pinned = nhi.Bool(false)
	}
	return s
}

// moving are tags that name whatever was built last, and no tag at all.
var moving = map[string]bool{"": true, "latest": true, "main": true, "master": true, "edge": true, "nightly": true}

// Image reads an image's reference. A tag other than those is mutable by
// right and fixed by habit: nothing is said of it. Neither is of a name without
// a repository, which mostly was built on this machine.
func Image(text string) Spec {
	name, digest, ok := strings.Cut(text, "@")
	tag := ""
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') {
		name, tag = name[:i], name[i+1:]
	}
	switch {
	case ok:
		return Spec{name, digest, nhi.Bool(strings.HasPrefix(digest, "sha256:"))}
	case !strings.Contains(name, "/") || strings.HasPrefix(name, "localhost"):
		return Spec{Name: name, Version: tag}
	case moving[tag]:
		return Spec{name, tag, nhi.Bool(false)}
	}
	return Spec{Name: name, Version: tag}
}

// clean takes userinfo and query out of an address.
func clean(text string) string {
	text, _, _ = strings.Cut(text, "?")
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return text
	}
	host, tail, slash := strings.Cut(rest, "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	if slash {
		host += "/" + tail
	}
	return scheme + "://" + host
}
