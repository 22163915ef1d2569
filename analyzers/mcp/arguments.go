package mcp

import (
	"encoding/json"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
)

// arguments reads what stands on a command line: --api-key X, --token=X,
// --header "Authorization: Bearer X", addresses, and texts that are credentials
// by their shape. Of a runner's own flags only those that name a credential
// count.
func (r *reader) arguments(h holder, words []word, own bool) {
	for i := 0; i < len(words); i++ {
		w := words[i]
		if len(w.text) < 2 || w.text[0] != '-' {
			r.positional(h, w)
			continue
		}
		flag, value, inline := w.pair("=")
		if !inline {
			if i+1 >= len(words) || strings.HasPrefix(words[i+1].text, "-") {
				continue
			}
			value = words[i+1]
		}
		name := strings.TrimLeft(flag.text, "-")
		switch name {
		case "H", "header", "headers":
			if key, v, ok := value.pair(":"); ok {
				r.header(h, inArgument, strings.TrimSpace(key.text), v)
			}
		case "e", "env", "v", "volume", "mount", "p", "package", "from":
			if !own {
				break // read where the runner's flags are
			}
			if key, v, ok := value.pair("="); ok {
				r.value(h, inArgument, key.text, v.trim())
			}
		case "config", "params":
			if !inline || strings.HasPrefix(strings.TrimSpace(value.text), "{") {
				r.object(h, value)
			}
		default:
			if !r.value(h, inArgument, name, value) {
				if !inline {
					continue // the next word is read for itself
				}
				r.positional(h, value)
			}
		}
		if !inline {
			i++
		}
	}
}

// positional reads a word that no flag names.
func (r *reader) positional(h holder, w word) {
	if strings.Contains(w.text, "://") {
		r.address(h, inArgument, w)
		return
	}
	if key, value, ok := w.pair(":"); ok && (strings.EqualFold(key.text, "authorization") || strings.HasPrefix(strings.ToLower(key.text), "x-") && creds.Named(key.text).Secret()) {
		r.header(h, inArgument, key.text, value)
		return
	}
	if key, value, ok := w.pair("="); ok && upperName(key.text) == len(key.text) && key.text != "" {
		r.value(h, inArgument, key.text, value.trim())
		return
	}
	// No name: only the shape can tell, or the name of a variable.
	if refs, _ := references(w); len(refs) > 0 {
		r.value(h, inArgument, "", w)
	} else if _, ok := creds.Identify(w.text); ok {
		r.value(h, inArgument, "argument", w)
	}
}

// object reads settings that are handed over as JSON text.
func (r *reader) object(h holder, w word) {
	var m map[string]any
	if len(w.text) > 1<<16 || json.Unmarshal([]byte(w.text), &m) != nil {
		return
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if text, ok := m[name].(string); ok {
			value := word{text: text, at: w.at}
			if i := strings.Index(w.text, text); i >= 0 && text != "" {
				value = w.cut(i, i+len(text))
			}
			r.value(h, inArgument, name, value)
		}
	}
}
