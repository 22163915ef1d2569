package tools

import "strings"

// Area is a part of a machine that an agent is let into.
type Area struct {
	// Scope is folder, home or host; Breadth is that of a Grant, empty when the
	// path cannot be told; Why says in one clause what is wide about it.
	Scope, Breadth, Why string
	Hazards             []string
}

// privateFolders are folders of a person's home that hold the person's own credentials.
var privateFolders = map[string]string{
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

// systemFolders are folders whose contents run the machine.
var systemFolders = map[string]bool{
	"/etc": true, "/var": true, "/var/run": true, "/run": true, "/root": true, "/usr": true, "/proc": true, "/sys": true, "/dev": true,
	"/boot": true, "/var/lib": true, "/opt": true, "/Library": true, "/System": true, "/Applications": true,
}

// Place says how much of a machine a path is. A path that depends on a variable
// is unknown, unless the variable is a known folder.
func Place(text string) Area {
	p := strings.ReplaceAll(text, `\`, "/")
	for _, home := range [...]string{"${HOME}", "$HOME", "${env:HOME}", "${userHome}", "${localEnv:HOME}", "%USERPROFILE%", "${env:USERPROFILE}", "$env:USERPROFILE"} {
		if rest, ok := strings.CutPrefix(p, home); ok && (rest == "" || rest[0] == '/') {
			p = "~" + rest
		}
	}
	if len(p) > 1 && p[1] == ':' && (p[0]|0x20) >= 'a' && (p[0]|0x20) <= 'z' {
		p = "/" + strings.TrimLeft(p[2:], "/")
		if p == "/" {
			return Area{"host", "wildcard", "it is a whole drive", nil}
		}
	}
	if len(p) > 1 {
		p = strings.TrimRight(p, "/")
	}
	switch {
	case p == "" || p == "/":
		return Area{"host", "wildcard", "it is the whole file system", nil}
	case strings.HasSuffix(p, "/docker.sock") || strings.HasSuffix(p, "/podman.sock") || strings.HasSuffix(p, "/containerd.sock"):
		return Area{"host", "admin", "whoever talks to the container engine is root on the host", []string{"escalation"}}
	case strings.Contains(p, "$") || strings.Contains(p, "%") || strings.Contains(p, "{"):
		if strings.HasPrefix(p, "${workspaceFolder}") || strings.HasPrefix(p, "${CLAUDE_PROJECT_DIR}") {
			return Area{"folder", "narrow", "", nil}
		}
		return Area{}
	}
	rest, home := homePath(p)
	switch {
	case home && rest == "":
		return Area{"home", "broad", "it is a whole home folder, with every credential that is kept there", []string{"human-credential"}}
	case home:
		for dir, what := range privateFolders {
			if dir == ".docker" && rest != dir && rest != dir+"/config.json" {
				continue // settings of its plugins, no sign-in
			}
			if rest == dir || strings.HasPrefix(rest, dir+"/") {
				return Area{"home", "broad", "it holds " + what, []string{"human-credential"}}
			}
		}
	case systemFolders[p] || p == "/home" || p == "/Users":
		return Area{"host", "broad", "it is a folder of the system", nil}
	}
	return Area{"folder", "narrow", "", nil}
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
