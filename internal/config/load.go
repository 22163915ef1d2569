package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/nhivet/nhivet/internal/nhi"
)

// What the keys may say.
var (
	topKeys      = keysOf(document{})
	ruleKeys     = keysOf(ruleSettings{})
	ruleLevels   = []string{"error", "warning", "note", "off"}
	failLevels   = []string{"error", "warning", "note", "never"}
	agentKeys    = keysOf(agentSettings{})
	bandKeys     = keysOf(bands{})
	livesKeys    = append(keysOf(bands{}), "kinds", "environments")
	environments = []string{"dev", "test", "staging", "prod"}
	platforms    = []string{"kubernetes", "aws", "google", "azure", "vault"}
	ignoreKeys   = keysOf(ignoreSettings{})
	acceptKeys   = keysOf(acceptSettings{})
	ownerKeys    = keysOf(ownerSettings{})
)

// maxSize is the largest file that is read, in bytes. Settings that people write
// are a hundredth of it, and it keeps the parser's time below a second whatever
// the text.
const maxSize = 256 << 10

// maxProblems is how many mistakes are told at once.
const maxProblems = 20

// Load reads a .nhivet.yaml. The error is of type Problems and lists every
// mistake; an empty file is every default.
func Load(f *nhi.File, rules []string) (*Config, error) {
	l := &loader{file: f, rules: rules, config: &Config{}}
	if root := l.parse(); root != nil {
		l.top(root)
	}
	if len(l.problems) > 0 {
		return nil, l.problems
	}
	return l.config, nil
}

type loader struct {
	file     *nhi.File
	rules    []string
	config   *Config
	problems Problems
}

func (l *loader) problem(n *yaml.Node, format string, args ...any) {
	if len(l.problems) < maxProblems {
		l.problems = append(l.problems, Problem{l.file.Path, max(n.Line, 1), max(n.Column, 1), fmt.Sprintf(format, args...)})
	}
}

var yamlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`) })

func (l *loader) parse() (root *yaml.Node) {
	// The file is a stranger's, and the parser is not ours.
	defer func() {
		if recover() != nil {
			l.problem(&yaml.Node{}, "no YAML that can be read")
			root = nil
		}
	}()
	if l.file.Len() > maxSize {
		l.problem(&yaml.Node{}, "the file has more than %d bytes", maxSize)
		return nil
	}
	d := yaml.NewDecoder(bytes.NewReader(l.file.Bytes()))
	var doc, second yaml.Node
	err := d.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		at := yaml.Node{}
		m := yamlLine().FindStringSubmatch(err.Error())
		text := "no YAML that can be read"
		if m != nil {
			at.Line, _ = strconv.Atoi(m[1])
			text = show(m[2])
		}
		l.problem(&at, "%s", text)
		return nil
	}
	if err := d.Decode(&second); !errors.Is(err, io.EOF) {
		l.problem(&second, "a second document; the file has one")
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return doc.Content[0]
}

// fields walks the entries of a mapping. what says what it is for messages; known
// are its keys, nil when any will do.
func (l *loader) fields(n *yaml.Node, what string, known []string, each func(key string, keyNode, value *yaml.Node)) {
	n = alias(n)
	if null(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		l.problem(n, "%s has to be a mapping", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], alias(n.Content[i+1])
		switch {
		case key.Kind != yaml.ScalarNode:
			l.problem(key, "a key of %s has to be a name", what)
		case seen[key.Value]:
			l.problem(key, "key %s is there twice", quote(key.Value))
		case known != nil && !contains(known, key.Value):
			l.problem(key, "unknown key %s%s", quote(key.Value), Suggest(key.Value, known))
		default:
			seen[key.Value] = true
			each(key.Value, key, value)
		}
	}
}

// alias follows one alias; an alias of an alias does not exist.
func alias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func null(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func (l *loader) top(root *yaml.Node) {
	c := l.config
	l.fields(root, "the file", topKeys, func(key string, _, v *yaml.Node) {
		switch key {
		case "version":
			if v.Kind != yaml.ScalarNode || v.Value != "1" {
				l.problem(v, "version has to be 1")
			}
		case "exclude":
			c.Exclude = l.strings(v, "exclude")
		case "rules":
			c.Rules = map[string]Rule{}
			l.fields(v, "rules", nil, func(name string, k, v *yaml.Node) {
				l.ruleName(k, name)
				c.Rules[name] = l.rule(name, v)
			})
		case "fail-on":
			if s, ok := l.oneOf(v, "fail-on", failLevels); ok {
				c.FailOn = nhi.Level(s)
				if s == "never" {
					c.FailOn = nhi.None
				}
			}
		case "require-until":
			if s, ok := l.oneOf(v, "require-until", failLevels); ok {
				c.Dated = nhi.Level(s)
				if s == "never" {
					c.Dated = nhi.None
				}
			}
		case "agents":
			l.fields(v, "agents", agentKeys, func(key string, _, v *yaml.Node) {
				if key == "include" {
					c.Agents.Include = l.strings(v, "agents.include")
				} else {
					c.Agents.Exclude = l.strings(v, "agents.exclude")
				}
			})
		case "lives":
			l.lives(v)
		case "owns":
			if v.Kind == yaml.SequenceNode {
				for _, item := range v.Content {
					if s, ok := l.oneOf(alias(item), "a platform of owns", platforms); ok {
						c.Owns = append(c.Owns, s)
					}
				}
			} else if !null(v) {
				l.problem(v, "owns has to be a list")
			}
		case "baseline":
			if v.Kind != yaml.ScalarNode || !filepath.IsLocal(v.Value) {
				l.problem(v, "baseline has to be the path of a file in this folder or below it")
			} else {
				c.Baseline = filepath.ToSlash(filepath.Clean(v.Value))
			}
		case "ignores":
			l.ignores(v)
		case "environments":
			c.Environments = map[string][]string{}
			l.fields(v, "environments", environments, func(name string, _, v *yaml.Node) {
				c.Environments[name] = l.strings(v, "environments."+name)
			})
		case "accepts":
			l.accepts(v)
		case "owners":
			l.owners(v)
		}
	})
}

func (l *loader) ruleName(n *yaml.Node, name string) {
	if !contains(l.rules, name) {
		l.problem(n, "unknown rule %s%s", quote(name), Suggest(name, l.rules))
	}
}

func (l *loader) rule(name string, v *yaml.Node) Rule {
	var r Rule
	level := func(v *yaml.Node) {
		if s, ok := l.oneOf(v, "the level of "+name, ruleLevels); ok {
			if r.Off = s == "off"; !r.Off {
				r.Level = nhi.Level(s)
			}
		}
	}
	if v.Kind == yaml.ScalarNode && !null(v) {
		level(v)
		return r
	}
	l.fields(v, "rule "+show(name), ruleKeys, func(key string, _, v *yaml.Node) {
		if key == "level" {
			level(v)
			return
		}
		r.Parameters = map[string]string{}
		l.fields(v, "parameters", nil, func(key string, _, v *yaml.Node) {
			if v.Kind != yaml.ScalarNode {
				l.problem(v, "parameter %s has to be one value", quote(key))
				return
			}
			r.Parameters[key] = v.Value
		})
	})
	return r
}

func (l *loader) lives(n *yaml.Node) {
	t := &l.config.Lives
	t.Lives = l.bands(n, "lives", livesKeys, func(key string, v *yaml.Node) {
		group := map[string]Lives{}
		known := environments
		if key == "kinds" {
			known, t.Kinds = nil, group
		} else {
			t.Environments = group
		}
		l.fields(v, "lives."+key, known, func(name string, _, v *yaml.Node) {
			group[name] = l.bands(v, "lives of "+show(name), bandKeys, nil)
		})
	})
}

// bands reads good, quiet and standing; other gets the other keys.
func (l *loader) bands(n *yaml.Node, what string, keys []string, other func(string, *yaml.Node)) Lives {
	var b Lives
	l.fields(n, what, keys, func(key string, _, v *yaml.Node) {
		into := map[string]*time.Duration{"good": &b.Good, "quiet": &b.Quiet, "standing": &b.Standing}[key]
		if into == nil {
			other(key, v)
			return
		}
		d, err := Duration(v.Value)
		if v.Kind != yaml.ScalarNode || err != nil {
			l.problem(v, "%s has to be a time such as 30m, 24h, 90d or 1y", key)
			return
		}
		*into = d
	})
	if b.Good > 0 && b.Quiet > 0 && b.Good > b.Quiet || b.Quiet > 0 && b.Standing > 0 && b.Quiet > b.Standing ||
		b.Good > 0 && b.Standing > 0 && b.Good > b.Standing {
		l.problem(n, "%s: good must not be above quiet, nor quiet above standing", what)
	}
	return b
}

func (l *loader) ignores(n *yaml.Node) {
	for _, item := range l.items(n, "ignores") {
		i := Ignore{place: l.file.LineSpan(max(item.Line, 1))}
		before := len(l.problems)
		l.fields(item, "an ignore", ignoreKeys, func(key string, _, v *yaml.Node) {
			if v.Kind != yaml.ScalarNode || null(v) {
				l.problem(v, "%s has to be one value", key)
				return
			}
			switch key {
			case "rule":
				for name := range strings.SplitSeq(v.Value, ",") {
					name = strings.TrimSpace(name)
					l.ruleName(v, name)
					i.Rules = append(i.Rules, name)
				}
			case "path":
				i.Pattern = strings.TrimPrefix(path.Clean("/"+v.Value), "/")
			case "line":
				n, err := strconv.Atoi(v.Value)
				if err != nil || n < 1 {
					l.problem(v, "line has to be a number from 1")
				}
				i.Lines = []int{n}
			case "contains":
				i.Contains = v.Value
			case "until":
				if _, err := time.Parse(time.DateOnly, v.Value); err != nil {
					l.problem(v, "until has to be a date such as 2027-06-30")
				}
				i.Until = v.Value
			case "owner":
				i.Owner = show(strings.TrimSpace(v.Value))
			case "reason":
				i.Reason = show(strings.TrimSpace(v.Value))
			}
		})
		switch {
		case len(l.problems) > before:
		case len(i.Rules) == 0 || i.Pattern == "" || i.Reason == "":
			l.problem(item, "an ignore needs rule, path and reason")
		default:
			l.config.Ignores = append(l.config.Ignores, i)
		}
	}
}

func (l *loader) strings(n *yaml.Node, what string) []string {
	if null(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		l.problem(n, "%s has to be a list", what)
		return nil
	}
	var out []string
	for _, item := range n.Content {
		if item = alias(item); item.Kind != yaml.ScalarNode || null(item) || item.Value == "" {
			l.problem(item, "%s has to be a list of patterns", what)
			continue
		}
		out = append(out, item.Value)
	}
	return out
}

func (l *loader) oneOf(n *yaml.Node, what string, known []string) (string, bool) {
	if n.Kind == yaml.ScalarNode && contains(known, n.Value) {
		return n.Value, true
	}
	hint := ""
	if n.Kind == yaml.ScalarNode {
		hint = Suggest(n.Value, known)
	}
	l.problem(n, "%s has to be %s or %s%s", show(what), strings.Join(known[:len(known)-1], ", "), known[len(known)-1], hint)
	return "", false
}
