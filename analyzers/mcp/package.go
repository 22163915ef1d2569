package mcp

import (
	"regexp"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// spec is what a runner is asked to fetch.
type spec struct {
	name, version string
	// pinned: true fixes the bytes or a release that its registry never
	// replaces, false follows whatever is published next, nil cannot be told or
	// fetches nothing.
	pinned *bool
}

var (
	// semver is a whole version and not a range: 1.2.3, 1.2.3-rc.1.
	semver = regexp.MustCompile(`^v?\d+\.\d+\.\d+([-+.][0-9A-Za-z.+-]+)?$`)
	// release is an exact version of a Python package: 1, 1.2, 1.2.3rc1, 2024.1.post1.
	release = regexp.MustCompile(`^\d+(\.\d+)*[0-9A-Za-z.+!-]*$`)
	commit  = regexp.MustCompile(`^[0-9a-f]{7,64}$`)
	pypi    = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9._-]*)(\[[^\]]*\])?\s*(.*)$`)
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

// npmSpec reads NAME[@VERSION] with or without a scope, and sources of git.
func npmSpec(text string) spec {
	if local(text) || launchers[text] {
		return spec{}
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
	return spec{name, version, nhi.Bool(semver.MatchString(version))}
}

// pypiSpec reads NAME[extras][==VERSION or @VERSION], and sources of git.
func pypiSpec(text string) spec {
	if local(text) {
		return spec{}
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
	m := pypi.FindStringSubmatch(text)
	if m == nil {
		return spec{name: text}
	}
	name, version := m[1], m[3]
	exact := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(version, "@"), "==="), "==")
	exact = strings.TrimSpace(exact)
	if version == "" || exact == version {
		return spec{name, version, nhi.Bool(false)} // no version, or a range
	}
	return spec{name, exact, nhi.Bool(release.MatchString(exact) && !strings.Contains(exact, "*"))}
}

// goSpec reads MODULE/PATH@VERSION. Without a version it is a package of the
// module that runs it, whose go.sum pins what it needs.
func goSpec(text string) spec {
	name, version, ok := strings.Cut(text, "@")
	if !ok || local(text) {
		return spec{}
	}
	return spec{name, version, nhi.Bool(semver.MatchString(version) || commit.MatchString(version) && len(version) >= 12)}
}

// denoSpec reads npm:, jsr: and web addresses.
func denoSpec(text string) spec {
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
		return npmSpec(rest)
	}
	if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		return spec{name: clean(text)}
	}
	return spec{}
}

// git judges a source of git by its reference. A tag can be moved, but mostly is
// not: nothing is said of it.
func git(source, ref string) spec {
	s := spec{name: clean(source), version: ref}
	switch {
	case commit.MatchString(ref) && strings.Trim(ref, "0123456789") != "":
		s.pinned = nhi.Bool(true)
	case ref == "" && !strings.HasSuffix(source, ".tgz") && !strings.HasSuffix(source, ".whl") && !strings.HasSuffix(source, ".tar.gz"),
		ref == "main", ref == "master", ref == "HEAD":
		s.pinned = nhi.Bool(false)
	}
	return s
}

// imageSpec reads an image's reference. A tag other than latest is mutable by
// right and fixed by habit: nothing is said of it. Neither is of a name without
// a repository, which mostly was built on this machine.
func imageSpec(text string) spec {
	name, digest, ok := strings.Cut(text, "@")
	tag := ""
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') {
		name, tag = name[:i], name[i+1:]
	}
	switch {
	case ok:
		return spec{name, digest, nhi.Bool(strings.HasPrefix(digest, "sha256:"))}
	case !strings.Contains(name, "/") || strings.HasPrefix(name, "localhost"):
		return spec{name: name, version: tag}
	case tag == "" || tag == "latest":
		return spec{name, tag, nhi.Bool(false)}
	}
	return spec{name: name, version: tag}
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
