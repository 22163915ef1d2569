package gitlab

import (
	"fmt"
	"sort"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Limits of what is resolved. GitLab allows 11 levels of extends and 10 of
// references.
const (
	maxExtends    = 11
	maxReferences = 10
	// maxJobs is how many jobs of one pipeline are read; GitLab's limit of a
	// pipeline is far below.
	maxJobs = 5000
	// maxLayers is how many parts one job may be made of, and maxScripts of how
	// many texts its scripts are: with extends of lists and references both grow
	// exponentially.
	maxLayers  = 100
	maxScripts = 1000
)

// config is a pipeline: the top-level entries of its sources, the first source's
// first.
type config struct {
	reader  *reader
	entries map[string][]entry
	names   []string
	layers  map[string]job
	// variables are those of the whole pipeline.
	variables []tree.Field
}

// entry is what one file says under a name.
type entry struct {
	file  *nhi.File
	field *tree.Field
}

func newConfig(r *reader, sources []*source) *config {
	c := &config{reader: r, entries: map[string][]entry{}, layers: map[string]job{}}
	for _, s := range sources {
		for i := range s.root.Fields {
			f := &s.root.Fields[i]
			if c.entries[f.Key] == nil {
				c.names = append(c.names, f.Key)
			}
			c.entries[f.Key] = append(c.entries[f.Key], entry{s.file, f})
		}
	}
	c.variables = c.part("variables").merged()
	return c
}

// job is what a job is made of, later parts overriding earlier ones.
type job []*tree.Node

// job resolves a job or a hidden one by its name.
func (c *config) job(name string, depth int) job {
	if j, ok := c.layers[name]; ok {
		return j
	}
	if depth > maxExtends || len(c.entries[name]) == 0 {
		return nil
	}
	c.layers[name] = nil // ends cycles
	var parents, own job
	for _, e := range c.entries[name] {
		if e.field.Value != nil && e.field.Value.Kind == tree.Mapping {
			own = append(own, e.field.Value)
		}
	}
	for _, parent := range own.get("extends").Strings() {
		parents = append(parents, c.job(parent, depth+1)...)
		if len(parents) > maxLayers {
			c.notice(name, fmt.Sprintf("expected a job of at most %d parts, found more", maxLayers))
			parents = parents[:maxLayers]
			break
		}
	}
	out := append(parents, own...)
	c.layers[name] = out
	return out
}

func (c *config) notice(name, reason string) {
	e := c.entries[name][0]
	c.reader.facts.Notices = append(c.reader.facts.Notices, nhi.Notice{Path: e.file.Path, Line: e.file.LineOf(e.field.KeySpan.Start), Reason: "GitLab CI: " + reason, Incomplete: true})
}

// get is the value of a key: lists and scalars replace what is overridden.
func (j job) get(path ...string) *tree.Node {
	for i := len(j) - 1; i >= 0; i-- {
		if n := j[i].Get(path...); n != nil {
			return n
		}
	}
	return nil
}

// fields are the entries of a mapping, merged over the parts of a job.
func (j job) fields(key string) []tree.Field {
	parts := make(job, len(j))
	for i, part := range j {
		parts[i] = part.Get(key)
	}
	return parts.merged()
}

// merged are the entries of the parts themselves: the last of a name counts.
func (j job) merged() []tree.Field {
	index := map[string]int{}
	var out []tree.Field
	for _, part := range j {
		if part == nil || part.Kind != tree.Mapping {
			continue
		}
		for _, f := range part.Fields {
			if i, ok := index[f.Key]; ok {
				out[i] = f
				continue
			}
			index[f.Key] = len(out)
			out = append(out, f)
		}
	}
	return out
}

// texts are the strings of a script: nested lists count as one, references stand
// for what they name.
func (c *config) texts(n *tree.Node) []*tree.Node {
	var out []*tree.Node
	var walk func(n *tree.Node, depth, references int)
	walk = func(n *tree.Node, depth, references int) {
		switch {
		case n == nil || len(out) >= maxScripts || depth > 20:
		case n.Tag == "!reference":
			if references < maxReferences {
				walk(c.reference(n), depth+1, references+1)
			}
		case n.Kind == tree.Sequence:
			for _, item := range n.Items {
				walk(item, depth+1, references)
			}
		case n.Kind == tree.String:
			out = append(out, n)
		}
	}
	walk(n, 0, 0)
	return out
}

// reference is the value that !reference [job, key, …] names.
func (c *config) reference(n *tree.Node) *tree.Node {
	path := n.Strings()
	if len(path) < 2 {
		return nil
	}
	if path[0] == "default" || reserved[path[0]] {
		if e := c.entries[path[0]]; len(e) > 0 {
			return e[len(e)-1].field.Value.Get(path[1:]...)
		}
		return nil
	}
	return c.job(path[0], 0).get(path[1:]...)
}

// global is the value of a key of the whole pipeline: under default, or at the
// top as in older files.
func (c *config) global(key string) *tree.Node {
	if n := c.part("default").get(key); n != nil {
		return n
	}
	if e := c.entries[key]; len(e) > 0 {
		return e[len(e)-1].field.Value
	}
	return nil
}

// part is a top-level mapping, merged over the files.
func (c *config) part(name string) job {
	var out job
	for _, e := range c.entries[name] {
		if e.field.Value != nil && e.field.Value.Kind == tree.Mapping {
			out = append(out, e.field.Value)
		}
	}
	return out
}

func sorted(m map[string]*nhi.File) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
