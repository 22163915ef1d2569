package nomad

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// block is a block of the job, or the object that stands for it in the JSON of
// the API.
type block struct {
	name  string
	named bool // the name is known
	node  *tree.Node
	at    nhi.Span
}

// blocks are those of a kind: hcl is its name in a job file, json the list of
// the API: https://developer.hashicorp.com/nomad/api-docs/json-jobs
func blocks(n *tree.Node, hcl, json string) []block {
	var out []block
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		switch {
		case f.Key == hcl && f.Block:
			b := block{node: f.Value, at: f.KeySpan}
			if len(f.Labels) > 0 {
				b.name, b.named, b.at = f.Labels[0].Text, f.Labels[0].Scalar(), b.at.Union(f.Labels[0].Span)
			}
			out = append(out, b)
		case f.Key == json || f.Key == hcl:
			for _, item := range f.Value.Each() {
				if item.Kind != tree.Mapping {
					continue
				}
				b := block{node: item, at: f.KeySpan}
				if name := first(item, "Name", "ID"); name.Scalar() {
					b.name, b.named, b.at = name.Text, true, name.Span
				}
				out = append(out, b)
			}
		}
	}
	return out
}

// first is the first attribute of several that is there.
func first(n *tree.Node, names ...string) *tree.Node {
	for _, name := range names {
		if v := n.Get(name); v != nil && v.Kind != tree.Null {
			return v
		}
	}
	return nil
}

// pairs are the entries of a map, in all of its blocks.
func pairs(n *tree.Node, hcl, json string) []tree.Field {
	var out []tree.Field
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key == hcl || f.Key == json {
			for _, m := range f.Value.Each() { // the JSON of a driver has lists of maps
				out = append(out, m.Entries()...)
			}
		}
	}
	return out
}

// place is where a task is: job, group and task.
type place struct{ job, group, task block }

// maxTasks is how many tasks of a file are read; people write a dozen.
const maxTasks = 2000

func (r *reader) jobs() {
	if r.root == nil {
		return
	}
	jobs := blocks(r.root, "job", "Job")
	if r.root.Get("TaskGroups") != nil { // what "nomad job inspect" prints inside of Job
		jobs = append(jobs, block{node: r.root, at: r.file.At(r.root.Span.Start, r.root.Span.Start+1), name: first(r.root, "ID", "Name").Str(), named: true})
	}
	n := 0
	for _, job := range jobs {
		if !job.named || job.name == "" {
			job.name = stem(r.file.Path)
		}
		var all []place
		for _, group := range blocks(job.node, "group", "TaskGroups") {
			for _, task := range blocks(group.node, "task", "Tasks") {
				if n++; n <= maxTasks {
					all = append(all, place{job, group, task})
				}
			}
			r.meta(job, group.node, "group", group.name)
			r.checks(group.node, job, group.name)
		}
		r.meta(job, job.node, "job", "")
		for _, p := range all {
			r.task(p, title(p, all))
		}
	}
}

// title is how a person calls a task: by its job where that has no other, and
// else by its own name too.
func title(p place, all []place) string {
	job := p.job.name
	switch same := 0; {
	case len(all) == 1:
		return job
	default:
		for _, o := range all {
			if o.task.name == p.task.name {
				same++
			}
		}
		if same > 1 {
			return job + "/" + p.group.name + "/" + p.task.name
		}
		return job + "/" + p.task.name
	}
}

// stem is the name of a file without what says its format.
func stem(p string) string {
	base := p[strings.LastIndexByte(p, '/')+1:]
	base, _, _ = strings.Cut(base, ".nomad")
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(base, ".hcl"), ".json"), ".job")
}

// merged is a setting that task, group and job may say, the inner before the
// outer.
func merged(p place, hcl, json string) []block {
	var out []block
	for _, n := range []*tree.Node{p.task.node, p.group.node, p.job.node} {
		if found := blocks(n, hcl, json); len(found) > 0 {
			out = append(out, found[0])
		}
	}
	return out
}

// setting is the first that says something, of blocks from merged.
func setting(from []block, names ...string) *tree.Node {
	for _, b := range from {
		if v := first(b.node, names...); v != nil {
			return v
		}
	}
	return nil
}

// truth reads a switch: on where it is written so, and whether that is known. A
// quoted one is converted by HCL.
func truth(n *tree.Node, otherwise bool) (on, known bool) {
	if n == nil {
		return otherwise, true
	}
	if on, ok := n.Truth(); ok {
		return on, true
	}
	switch n.Str() {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// shown is a text with what is interpolated left as it is written.
func shown(n *tree.Node) string {
	if n == nil || n.Kind != tree.Dynamic {
		return n.Str()
	}
	return strings.Trim(n.Text, `"`)
}
