package helm

import (
	"encoding/base64"
	"path"
	"regexp"
	"slices"
	"strings"
)

// filesOf is .Files: the files of the chart's own folder, read when they are
// asked for. Values, templates and sub-charts are none of them.
func filesOf(f folder) *object {
	return chosen(f, nil)
}

func hidden(name string) bool {
	clean := path.Clean(name)
	return clean == "." || strings.HasPrefix(clean, "../") || path.IsAbs(clean) || clean == "values.yaml" || slices.Contains(chartFiles, clean) ||
		strings.HasPrefix(clean, "templates/") || strings.HasPrefix(clean, "charts/")
}

// chosen is .Files with the files of a pattern.
func chosen(f folder, names []string) *object {
	o := &object{dict: *newDict()}
	content := func(s *state, name string) val {
		if hidden(name) {
			return str("")
		}
		file := f.read(name)
		if file == nil {
			return str("")
		}
		s.grow(file.Len())
		return val{v: string(file.Bytes()), from: file.At(0, file.Len())}
	}
	config := func(encode func(val) val) func(*state, []val) val {
		return func(s *state, _ []val) val {
			d := newDict()
			for _, name := range names {
				d.set(path.Base(name), encode(content(s, name)))
			}
			return toYAML(s, object1(d))
		}
	}
	get := func(s *state, a []val) val {
		if len(a) != 1 {
			return str("")
		}
		return content(s, a[0].text())
	}
	o.methods = map[string]func(*state, []val) val{
		"Get": get, "GetBytes": get,
		"Lines": func(s *state, a []val) val {
			text := get(s, a)
			if text.text() == "" {
				return listOf(nil)
			}
			return listOf(parted(s, "\n", slice(text, 0, len(strings.TrimSuffix(text.text(), "\n"))), -1))
		},
		"Glob": func(s *state, a []val) val {
			if len(a) != 1 {
				return val{v: o}
			}
			found := globbed(s, f, a[0].text())
			out := chosen(f, found)
			for _, name := range found {
				out.set(name, content(s, name))
			}
			return val{v: out}
		},
		"AsConfig": config(func(v val) val { return v }),
		"AsSecrets": config(func(v val) val {
			return derive(base64.StdEncoding.EncodeToString([]byte(v.text())), v)
		}),
	}
	return o
}

// globbed lists the files of a pattern of gobwas/glob, in which ** crosses
// folders. Only folders below the pattern's fixed part are listed.
func globbed(s *state, f folder, pattern string) (out []string) {
	expression, ok := globExpression(pattern)
	if !ok {
		return nil
	}
	fixed := pattern
	if i := strings.IndexAny(fixed, `*?[{\`); i >= 0 {
		fixed = fixed[:i]
	}
	dir := ""
	if i := strings.LastIndexByte(fixed, '/'); i >= 0 {
		dir = globQuoter.Replace(fixed[:i+1])
	}
	levels := 1
	if strings.Contains(pattern, "**") {
		levels = maxFolders
	} else {
		levels += strings.Count(pattern[len(fixed):], "/")
	}
	for level, below := 0, dir+"*"; level < min(levels, maxFolders); level, below = level+1, below+"/*" {
		for _, name := range f.glob(below) {
			s.step(1)
			if !hidden(name) && expression.MatchString(name) {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}

func globExpression(pattern string) (*regexp.Regexp, bool) {
	if len(pattern) > maxExpression {
		return nil, false
	}
	var b strings.Builder
	b.WriteString("^")
	group := 0
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case strings.HasPrefix(pattern[i:], "**"):
			b.WriteString(".*")
			i++
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '{':
			group++
			b.WriteString("(?:")
		case c == '}' && group > 0:
			group--
			b.WriteString(")")
		case c == ',' && group > 0:
			b.WriteString("|")
		case c == '[', c == ']':
			b.WriteByte(c)
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	b.WriteString("$")
	e, err := regexp.Compile(b.String())
	return e, err == nil
}
