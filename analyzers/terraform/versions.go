package terraform

import (
	"path"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// version is a provider's: major, minor, patch. A pre-release counts as its
// release.
type version [3]int

// newest stands for the version that is published last.
var newest = version{1 << 30}

func (v version) less(o version) bool {
	for i := range v {
		if v[i] != o[i] {
			return v[i] < o[i]
		}
	}
	return false
}

// versions are those from the first to before the second.
type versions struct{ from, to version }

func (v versions) empty() bool { return !v.from.less(v.to) }

func (v versions) and(o versions) versions {
	if v.from.less(o.from) {
		v.from = o.from
	}
	if o.to.less(v.to) {
		v.to = o.to
	}
	return v
}

// anyVersion is no limit at all; what it ends at is after the newest.
var anyVersion = versions{to: version{newest[0] + 1}}

// readVersion reads up to three numbers with dots between. n is how many.
func readVersion(s string) (v version, n int, ok bool) {
	s, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(s), "v"), "+")
	s, _, _ = strings.Cut(s, "-")
	for part := range strings.SplitSeq(s, ".") {
		i, err := strconv.Atoi(part)
		if err != nil || i < 0 || i > 1<<20 || n == len(v) {
			return version{}, 0, false
		}
		v[n] = i
		n++
	}
	return v, n, true
}

// after is the first version that differs from v in number n-1 and is larger.
func (v version) after(n int) version {
	v[n-1]++
	for i := n; i < len(v); i++ {
		v[i] = 0
	}
	return v
}

// constraint reads the versions that a constraint admits: ">= 2.0, < 3.0".
// "!=" takes single versions out and says nothing here.
// https://developer.hashicorp.com/terraform/language/expressions/version-constraints
func constraint(s string) (versions, bool) {
	out := anyVersion
	for term := range strings.SplitSeq(s, ",") {
		term = strings.TrimSpace(term)
		op := term[:len(term)-len(strings.TrimLeft(term, "<>=!~"))]
		v, n, ok := readVersion(term[len(op):])
		if !ok {
			return versions{}, false
		}
		limit := anyVersion
		switch op {
		case "", "=":
			limit = versions{v, v.after(3)}
		case "!=":
		case ">=":
			limit.from = v
		case ">":
			limit.from = v.after(3)
		case "<":
			limit.to = v
		case "<=":
			limit.to = v.after(3)
		case "~>": // only the last number that is written may grow
			limit.from = v
			if n > 1 {
				limit.to = v.after(n - 1)
			}
		default:
			return versions{}, false
		}
		out = out.and(limit)
	}
	return out, !out.empty()
}

// providerVersions are the versions of providers that a root may run with,
// by the provider's name: the one of the lock file, or those that all constraints
// admit together. One that is not limited here has no entry.
func (w *world) providerVersions() map[string]versions {
	out := map[string]versions{}
	limit := func(name string, v *value) {
		if v.absent() {
			return
		}
		c, ok := versions{}, false
		if v.known() {
			c, ok = constraint(v.text)
		}
		old, seen := out[name]
		switch {
		case !ok && !seen:
			out[name] = anyVersion // there is one, whatever it says
		case ok && seen:
			out[name] = old.and(c)
		case ok:
			out[name] = c
		}
	}
	for _, b := range w.settings {
		for _, req := range w.nested(b, "required_providers") {
			for _, a := range req.attrs {
				v := w.eval(req, a)
				name := a.name
				if src := v.get("source").lit(); src != "" {
					name = path.Base(src)
				}
				if v != nil && v.kind == object {
					v = v.get("version")
				}
				limit(name, v)
			}
		}
	}
	for _, b := range w.providers {
		limit(b.labels[0], w.at(b, "version")) // how it was said before 0.13
	}
	if w.tree == nil {
		return out
	}
	f, err := w.tree.Read(path.Join(w.dir, ".terraform.lock.hcl"))
	if err != nil {
		return out
	}
	_, root, _ := tree.HCL(f)
	for _, b := range root.Blocks("provider") {
		if v, _, ok := readVersion(b.Value.Get("version").Str()); ok && len(b.Labels) > 0 {
			out[path.Base(b.Labels[0].Text)] = versions{v, v.after(3)}
		}
	}
	return out
}
