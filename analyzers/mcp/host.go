package mcp

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// hostAccess states what a server sees of the machine: the folders that a
// filesystem server is given, and what a container mounts.
func (r *reader) hostAccess(s *server, l *launch) {
	for _, m := range l.mounts {
		r.grant(s, m.source, m.readOnly)
	}
	// Inside a container the arguments are the container's own folders.
	if s.known == nil || !s.known.root || len(l.mounts) > 0 || strings.Contains(l.spec.name, "mcp/") {
		return
	}
	readOnly := s.tool.Writes != nil && !*s.tool.Writes
	for _, w := range l.args {
		if !strings.HasPrefix(w.text, "-") && w.text != "" {
			r.grant(s, w, readOnly)
		}
	}
}

// grant states one place of the host.
func (r *reader) grant(s *server, w word, readOnly bool) {
	p := place(w.text)
	if p.breadth == "" {
		return
	}
	g := &nhi.Grant{
		Key:        nhi.Key("mcp-host", s.tool.Key, w.text),
		Identity:   s.tool.Key,
		System:     "host",
		Actions:    []string{"read"},
		Resources:  []string{w.text},
		Scope:      p.scope,
		Breadth:    p.breadth,
		Hazards:    p.hazards,
		Why:        p.why,
		Writes:     !readOnly,
		Confidence: nhi.Certain,
		At:         w.at,
	}
	if !readOnly {
		g.Actions = append(g.Actions, "write")
	}
	r.facts.Grants = append(r.facts.Grants, g)
}

// area is a part of a machine.
type area struct {
	scope, breadth, why string
	hazards             []string
}

// private are folders of a person's home that hold the person's own credentials.
var private = map[string]string{
	".aws":           "the person's AWS profiles",
	".azure":         "the person's Azure sign-in",
	".kube":          "the person's cluster access",
	".ssh":           "the person's SSH keys",
	".gnupg":         "the person's signing keys",
	".docker":        "the person's registry sign-in",
	".config/gcloud": "the person's Google Cloud sign-in",
	".config/gh":     "the person's GitHub sign-in",
	".claude":        "the person's Claude sign-in",
	".codex":         "the person's Codex sign-in",
	".gitconfig":     "the person's git configuration",
	".netrc":         "the person's passwords for remote hosts",
	".npmrc":         "the person's package registry token",
	".pypirc":        "the person's package index token",
}

// system are folders whose contents run the machine.
var system = map[string]bool{
	"/etc": true, "/var": true, "/var/run": true, "/run": true, "/root": true, "/usr": true, "/proc": true, "/sys": true, "/dev": true,
	"/boot": true, "/var/lib": true, "/opt": true, "/Library": true, "/System": true, "/Applications": true,
}

// place says how much of a machine a path is. A path that depends on a variable
// is unknown, unless the variable is a known folder.
func place(text string) area {
	p := strings.ReplaceAll(text, `\`, "/")
	for _, home := range [...]string{"${HOME}", "$HOME", "${env:HOME}", "${userHome}", "${localEnv:HOME}", "%USERPROFILE%", "${env:USERPROFILE}", "$env:USERPROFILE"} {
		if rest, ok := strings.CutPrefix(p, home); ok && (rest == "" || rest[0] == '/') {
			p = "~" + rest
		}
	}
	if len(p) > 1 && p[1] == ':' && (p[0]|0x20) >= 'a' && (p[0]|0x20) <= 'z' {
		p = "/" + strings.TrimLeft(p[2:], "/")
		if p == "/" {
			return area{"host", "wildcard", "it is a whole drive", nil}
		}
	}
	if len(p) > 1 {
		p = strings.TrimRight(p, "/")
	}
	switch {
	case p == "" || p == "/":
		return area{"host", "wildcard", "it is the whole file system", nil}
	case strings.HasSuffix(p, "/docker.sock") || strings.HasSuffix(p, "/podman.sock") || strings.HasSuffix(p, "/containerd.sock"):
		return area{"host", "admin", "whoever talks to the container engine is root on the host", []string{"escalation"}}
	case strings.Contains(p, "$") || strings.Contains(p, "%") || strings.Contains(p, "{"):
		if strings.HasPrefix(p, "${workspaceFolder}") || strings.HasPrefix(p, "${CLAUDE_PROJECT_DIR}") {
			return area{"folder", "narrow", "", nil}
		}
		return area{}
	}
	rest, home := homePath(p)
	switch {
	case home && rest == "":
		return area{"home", "broad", "it is a whole home folder, with every credential that is kept there", []string{"human-credential"}}
	case home:
		for dir, what := range private {
			if rest == dir || strings.HasPrefix(rest, dir+"/") {
				return area{"home", "broad", "it holds " + what, []string{"human-credential"}}
			}
		}
	case system[p] || p == "/home" || p == "/Users":
		return area{"host", "broad", "it is a folder of the system", nil}
	}
	return area{"folder", "narrow", "", nil}
}

// homePath is the part of a path behind a home folder.
func homePath(p string) (rest string, ok bool) {
	if p == "~" {
		return "", true
	}
	if rest, ok := strings.CutPrefix(p, "~/"); ok {
		return rest, true
	}
	for _, dir := range [...]string{"/home/", "/Users/"} {
		if tail, ok := strings.CutPrefix(p, dir); ok {
			_, rest, _ := strings.Cut(tail, "/")
			return rest, true
		}
	}
	if rest, ok := strings.CutPrefix(p, "/root/"); ok {
		return rest, true
	}
	return "", false
}
