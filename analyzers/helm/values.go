package helm

import (
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/nhivet/nhivet/internal/tree"
)

// The values of a chart and its sub-charts, put together as Helm does
// (pkg/chartutil: coalesce.go, dependencies.go).

// cloned is a map that shares none of its maps and lists.
func cloned(d *dict) *dict {
	out := newDict()
	for k, i := range d.m {
		i.val = clonedVal(i.val)
		out.m[k] = i
	}
	return out
}

func clonedVal(v val) val {
	switch x := v.v.(type) {
	case *dict:
		v.v = cloned(x)
	case *list:
		l := &list{make([]val, len(x.items))}
		for i, item := range x.items {
			l.items[i] = clonedVal(item)
		}
		v.v = l
	}
	return v
}

// coalesce lays values over those of a chart and its sub-charts. merge keeps what
// is null, which takes a default away.
func coalesce(c *chart, over *dict, merge bool) *dict {
	for k, base := range cloned(c.values).m {
		have, ok := over.m[k]
		into, isMap := have.v.(*dict)
		from, both := base.v.(*dict)
		switch {
		case !ok:
			over.m[k] = base
		case have.v == nil && !merge:
			delete(over.m, k)
		case isMap && both:
			coalesceTables(into, from, merge || c.sub(k) != nil)
		}
	}
	for _, sub := range c.subs {
		have, ok := over.m[sub.alias]
		into, isMap := have.v.(*dict)
		if !ok {
			into, isMap = newDict(), true
			over.set(sub.alias, object1(into))
		}
		if !isMap {
			continue // Helm gives up; the sub-chart has its own values
		}
		coalesceGlobals(into, over)
		coalesce(sub, into, merge)
	}
	return over
}

func (c *chart) sub(name string) *chart {
	for _, s := range c.subs {
		if s.alias == name {
			return s
		}
	}
	return nil
}

func coalesceTables(into, from *dict, merge bool) {
	for k, base := range from.m {
		have, ok := into.m[k]
		x, isMap := have.v.(*dict)
		y, both := base.v.(*dict)
		switch {
		case !ok:
			into.m[k] = base
		case have.v == nil && !merge && base.v != nil:
			delete(into.m, k)
		case isMap && both:
			coalesceTables(x, y, merge)
		}
	}
}

const global = "global"

func coalesceGlobals(into, from *dict) {
	mine, ok := into.m[global]
	have, isMap := mine.v.(*dict)
	if ok && !isMap {
		return
	}
	if !ok {
		have = newDict()
	}
	if above := from.table(global); above != nil {
		for k, v := range above.m {
			old, ok := have.m[k]
			oldMap, wasMap := old.v.(*dict)
			newMap, isMap := v.v.(*dict)
			switch {
			case isMap && !ok:
				have.m[k] = item{val{v: cloned(newMap), from: v.from}, v.key}
			case isMap && wasMap:
				merged := cloned(newMap)
				coalesceTables(merged, oldMap, true)
				have.m[k] = item{val{v: merged, from: v.from}, v.key}
			case isMap || wasMap:
			default:
				have.m[k] = v
			}
		}
	} else if _, other := from.m[global]; other {
		return
	}
	into.set(global, object1(have))
}

// enable drops the sub-charts that conditions and tags switch off.
func enable(c *chart, values *dict, prefix string) {
	if len(c.dependencies) == 0 {
		return
	}
	var subs []*chart
	for _, s := range c.subs {
		if !named(c.dependencies, s) {
			subs = append(subs, s)
		}
	}
	for _, d := range c.dependencies {
		if s := c.choose(d); s != nil {
			one := s.fresh()
			one.alias = d.as()
			subs = append(subs, one)
		}
		d.enabled = true
	}
	c.subs = subs
	all := coalesce(c, cloned(values), false)
	tags := all.table("tags")
	off := map[string]bool{}
	for _, d := range c.dependencies {
		yes, no := false, false
		for _, tag := range d.tags {
			if tags == nil {
				break
			}
			if on, ok := tags.get(tag).v.(bool); ok {
				yes, no = yes || on, no || !on
			}
		}
		d.enabled = yes || !no
		for _, condition := range strings.Split(strings.TrimSpace(d.condition), ",") {
			if condition == "" {
				continue
			}
			keys := strings.Split(prefix+condition, ".")
			if table := all.table(keys[:len(keys)-1]...); table != nil {
				if on, ok := table.get(keys[len(keys)-1]).v.(bool); ok {
					d.enabled = on
					break
				}
			}
		}
		if !d.enabled {
			off[d.as()] = true
		}
	}
	c.subs = nil
	for _, s := range subs {
		if !off[s.alias] {
			c.subs = append(c.subs, s)
		}
	}
	for _, s := range c.subs {
		enable(s, all, prefix+s.alias+".")
	}
}

func named(list []*dependency, s *chart) bool {
	for _, d := range list {
		if d.name == s.name && fits(d.version, s.version) {
			return true
		}
	}
	return false
}

// choose is the sub-chart that an entry means.
func (c *chart) choose(d *dependency) *chart {
	for _, s := range c.subs {
		if s.name == d.name && fits(d.version, s.version) {
			return s
		}
	}
	return nil
}

// fits says whether a version is in a range. What is filled in at release fits.
func fits(wanted, version string) bool {
	c, err := semver.NewConstraint(wanted)
	if err != nil {
		return true
	}
	v, err := semver.NewVersion(version)
	return err != nil || c.Check(v)
}

// importValues gives a chart what it imports from its sub-charts, below its own.
func importValues(c *chart) {
	for _, s := range c.subs {
		importValues(s)
	}
	imports := newDict()
	var all *dict
	for _, d := range c.dependencies {
		if !d.enabled {
			continue
		}
		for _, n := range d.imports {
			child, parent := "exports."+n.Str(), "."
			if n.Kind == tree.Mapping {
				child, parent = n.Get("child").Str(), n.Get("parent").Str()
			}
			if all == nil {
				all = coalesce(c, newDict(), false)
			}
			from := all.table(append([]string{d.as()}, strings.Split(child, ".")...)...)
			if from == nil {
				continue
			}
			at := cloned(from)
			if parent != "." {
				keys := strings.Split(parent, ".")
				for i := len(keys) - 1; i >= 0; i-- {
					outer := newDict()
					outer.set(keys[i], object1(at))
					at = outer
				}
			}
			coalesceTables(imports, at, false)
		}
	}
	if all != nil {
		coalesceTables(all, imports, false)
		c.values = all
	}
}
