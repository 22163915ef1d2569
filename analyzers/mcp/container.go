package mcp

import "strings"

// mount is a piece of the host that a container sees.
type mount struct {
	source   word
	readOnly bool
}

// container reads a flag of "docker run" that says what the container gets.
// Everything else about it is the runner's business.
func (l *launch) container(flag string, value, whole word, inline bool) {
	short := flag
	if len(flag) > 2 && flag[1] != '-' {
		if rest := strings.TrimLeft(flag[1:], "ditPq"); len(rest) == 1 {
			short = "-" + rest // -ie is -i -e
		} else if len(rest) > 1 && (rest[0] == 'e' || rest[0] == 'v') {
			// -eNAME=VALUE and -v/host:/inside: the value is glued to the flag.
			short, value = "-"+rest[:1], whole.from(strings.IndexByte(whole.text, rest[0])+1)
		}
	}
	switch short {
	case "-e", "--env":
		if name, _, ok := value.pair("="); ok && name.text != "" {
			l.env = append(l.env, value)
		} else if value.text != "" {
			l.envNames = append(l.envNames, value)
		}
	case "-v", "--volume":
		l.volume(value)
	case "--mount":
		l.mount(value)
	case "--use-api-socket":
		l.mounts = append(l.mounts, mount{source: word{text: "/var/run/docker.sock", at: whole.at}})
	}
}

// volume reads HOST:INSIDE[:OPTIONS]; a source that is no path is the name of a
// volume, and nothing of the host.
func (l *launch) volume(w word) {
	text, skip := w.text, 0
	if len(text) > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/') {
		skip = 2 // the drive of a Windows path
	}
	// ${input:folder} holds a colon of its own.
	if strings.HasPrefix(text, "${") {
		if _, end := braced(text, 1); end > 0 {
			skip = end
		}
	}
	i := strings.IndexByte(text[skip:], ':')
	if i < 0 {
		return
	}
	source, options := w.cut(0, skip+i), ""
	if j := strings.LastIndexByte(text, ':'); j > skip+i {
		options = text[j+1:]
	}
	if hostPath(source.text) {
		l.mounts = append(l.mounts, mount{source, readOnly(options)})
	}
}

// mount reads type=bind,source=HOST,target=INSIDE[,readonly].
func (l *launch) mount(w word) {
	var m mount
	bind := false
	start := 0
	for _, part := range strings.Split(w.text, ",") {
		key, value, _ := strings.Cut(part, "=")
		switch key {
		case "type":
			bind = value == "bind"
		case "source", "src":
			m.source = w.cut(start+len(key)+1, start+len(part))
		case "readonly", "ro":
			m.readOnly = value == "" || value == "true" || value == "1"
		}
		start += len(part) + 1
	}
	if bind && m.source.text != "" {
		l.mounts = append(l.mounts, m)
	}
}

func readOnly(options string) bool {
	for _, o := range strings.Split(options, ",") {
		if o == "ro" || o == "readonly" {
			return true
		}
	}
	return false
}

// hostPath tells a path from the name of a volume.
func hostPath(text string) bool {
	return strings.ContainsAny(text, `/\`) || strings.HasPrefix(text, ".") || strings.HasPrefix(text, "~") ||
		strings.HasPrefix(text, "$") || strings.HasPrefix(text, "%")
}
