package nomad

import (
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// line is one line of a template's text.
type line struct {
	text string
	at   func(start, end int) nhi.Span
}

// maxLines is how many lines of one template are read.
const maxLines = 5000

// lines are those of a template's text. Where the text is interpolated, they are
// those of the file: what is interpolated is left as it is written.
func lines(n *tree.Node) []line {
	if n == nil || !n.Scalar() && n.Kind != tree.Dynamic || !n.Span.Valid() {
		return nil
	}
	text, at := n.Text, jobs.Place(n)
	if n.Kind == tree.Dynamic {
		start, file := n.Span.Start, n.Span.File
		text, at = n.Span.Text(), func(s, e int) nhi.Span { return file.At(start+s, start+e) }
	}
	var out []line
	for offset := 0; offset <= len(text) && len(out) < maxLines; {
		end := strings.IndexByte(text[offset:], '\n')
		if end < 0 {
			end = len(text) - offset
		}
		from := offset
		out = append(out, line{text[from : from+end], func(s, e int) nhi.Span { return at(from+s, from+e) }})
		offset += end + 1
	}
	return out
}

// entry is NAME=value, name: value and their like.
var entry = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]\s*(.*?)[,;]?\s*$`)
})

// action is one of a template of Nomad (consul-template's language).
var action = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{-?\s*(.*?)\s*-?\}\}`) })

// opens is where a template looks something up, or opens another block.
var opens = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(with|if|range)\b(?:\s+(?:\$\w+\s*:=\s*)?(secret|nomadVar|key|keyOrDefault)\s+"([^"]+)")?`)
})

// looksUp is a lookup in the place where its value goes.
var looksUp = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\()\s*(secret|nomadVar|key|keyOrDefault)\s+"([^"]+)"[^)]*\)?((?:\.[\w-]+)*)`)
})

// field is the part of what was looked up: .Data.data.api_key, .api_key.Value.
var field = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[\s(])\$?\w*((?:\.[\w-]+)+)`) })

// lookup is where a value comes from.
type lookup struct{ what, path string }

// rendered reads a template block: literals, and what it takes from a store. It
// returns the names of the variables that the task gets of it.
func (r *reader) rendered(h *holder, t block) []agents.Item {
	var names []agents.Item
	env, known := truth(first(t.node, "env", "Envvars"), false)
	store := "file"
	if env && known {
		store = "env"
	}
	var open []lookup // what the blocks around this line look up
	for _, l := range lines(first(t.node, "data", "EmbeddedTmpl")) {
		if len(l.text) > 4096 {
			continue
		}
		actions := action().FindAllStringSubmatchIndex(l.text, -1)
		m := entry().FindStringSubmatchIndex(l.text)
		if m != nil && !inAction(actions, m[2]) {
			name, value := l.text[m[2]:m[3]], strings.Trim(l.text[m[4]:m[5]], `"'`)
			if store == "env" {
				names = append(names, agents.Item{Text: name, At: l.at(m[2], m[3])})
			}
			start := m[4] + strings.Index(l.text[m[4]:m[5]], value)
			switch at := l.at(start, start+len(value)); {
			case len(actions) > 0 || value == "":
			case strings.Contains(value, "${") || strings.Contains(value, "[["):
				r.reference(h, name, &tree.Node{Kind: tree.Dynamic, Text: value, Span: at}, store)
			default:
				r.put(h, name, value, at, store)
			}
		}
		for _, a := range actions {
			text := l.text[a[2]:a[3]]
			switch o := opens().FindStringSubmatch(text); {
			case o != nil:
				open = append(open, lookup{o[2], o[3]})
			case text == "end" && len(open) > 0:
				open = open[:len(open)-1]
			case m != nil && a[0] >= m[4] && text != "end" && text != "else":
				if from, part, ok := source(text, open); ok {
					r.stored(h, l.text[m[2]:m[3]], from, part, store, l.at(a[0], a[1]))
				}
			}
		}
	}
	return names
}

func inAction(actions [][]int, offset int) bool {
	for _, a := range actions {
		if a[0] <= offset && offset < a[1] {
			return true
		}
	}
	return false
}

// source is where an action's value comes from, and which part of it.
func source(text string, open []lookup) (lookup, string, bool) {
	if m := looksUp().FindStringSubmatch(text); m != nil {
		return lookup{m[1], m[2]}, part(m[3]), true
	}
	m := field().FindStringSubmatch(text)
	if m == nil {
		return lookup{}, "", false
	}
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].what != "" {
			return open[i], part(m[1]), true
		}
	}
	return lookup{}, "", false
}

// part is the name of a field, without what every secret has around it.
func part(chain string) string {
	chain = strings.TrimSuffix(chain, ".Value")
	for _, p := range []string{".Data.data.", ".Data."} {
		if rest, ok := strings.CutPrefix(chain, p); ok {
			return rest
		}
	}
	return strings.TrimPrefix(chain, ".")
}

// issues are the endpoints of secrets engines that make a credential for whoever
// asks: databases and clouds, certificates, sessions.
var issues = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/(creds|issue|sts|sign|token|ephemeral)/`) })

// stored states a credential that a template takes out of a store.
func (r *reader) stored(h *holder, name string, from lookup, part, store string, at nhi.Span) {
	c := creds.Describe(name)
	if c == nil {
		return
	}
	c.Origin = nhi.FromStore
	switch {
	case from.what == "secret" && issues().MatchString(from.path):
		c.Key, c.Origin, c.Static, c.Alternative, c.Lifetime = nhi.Key("nomad-issued", h.agent.Key, from.path, part), nhi.FromIssuer, false, "", nhi.Lifetime{}
	case from.what == "secret":
		c.Key = nhi.VaultSecretKey(h.vaultNamespace(), from.path, part)
	case from.what == "nomadVar":
		c.Key = nhi.Key("nomad-variable", h.namespace, from.path, part)
	default:
		c.Key = nhi.Key("consul-key", from.path)
	}
	if strings.ContainsAny(from.path, "[{$") { // what a pack fills in
		c.Key = nhi.Key("nomad-filled", h.agent.Key, name)
	}
	c.Name, c.Store, c.At, c.Environment = name, store, at, h.agent.Environment
	r.hold(h, c, at)
}
