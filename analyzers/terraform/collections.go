package terraform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// structural are functions that hand their arguments on, so that every part keeps
// its place. nil means unknown.
var structural = map[string]func(args []*value, span nhi.Span) *value{
	"sensitive": same, "nonsensitive": same, "tostring": same, "tonumber": same, "tobool": same, "tomap": same, "ephemeralasnull": same,
	"tolist": func(args []*value, _ nhi.Span) *value { return args[0].as(false) },
	"toset":  func(args []*value, _ nhi.Span) *value { return args[0].as(true) },
	"distinct": func(args []*value, _ nhi.Span) *value {
		return args[0].once()
	},
	"sort": func(args []*value, _ nhi.Span) *value {
		v := *args[0]
		if !v.allKnown() {
			return args[0]
		}
		v.items = slices.Clone(v.items)
		slices.SortStableFunc(v.items, func(a, b *value) int { return strings.Compare(a.text, b.text) })
		return &v
	},
	// What is there but not known is no error.
	"try": func(args []*value, span nhi.Span) *value {
		for _, a := range args {
			if a.kind != unknown || !a.bad {
				return a
			}
		}
		return nil
	},
	"can": func(args []*value, span nhi.Span) *value {
		if a := args[0]; a.kind != unknown || a.bad {
			return boolean(!a.bad, span)
		}
		return nil
	},
	"merge": func(args []*value, span nhi.Span) *value {
		out := &value{kind: object, span: span}
		for _, a := range args {
			switch {
			case a.kind == null:
			case a.kind != object:
				// What is known of it stays; a later unknown may replace it.
				out.refs, out.more = joined(out.refs, a.refs), true
			default:
				out.fields, out.more = append(out.fields, a.fields...), out.more || a.more
			}
			if len(out.fields) > maxItems {
				return nil
			}
		}
		return out
	},
	"concat": func(args []*value, span nhi.Span) *value {
		out := &value{kind: list, span: span}
		for _, a := range args {
			if a.kind == unknown {
				out.any(a, span)
			}
			out.items, out.more = append(out.items, a.items...), out.more || a.more
			if len(out.items) > maxItems {
				return nil
			}
		}
		return out
	},
	// Until Terraform 0.12 there were functions for what is written [] and {} now.
	"list": func(args []*value, span nhi.Span) *value { return &value{kind: list, span: span, items: args} },
	"map": func(args []*value, span nhi.Span) *value {
		out := &value{kind: object, span: span}
		for i := 0; i+1 < len(args); i += 2 {
			out.fields = append(out.fields, member{key: args[i].display(), keySpan: args[i].span, val: args[i+1]})
		}
		return out
	},
	"setunion": func(args []*value, span nhi.Span) *value {
		return structuralConcat(args, span)
	},
	"compact": func(args []*value, span nhi.Span) *value {
		if args[0].kind != list {
			return nil
		}
		out := &value{kind: list, span: span, from: args[0].from}
		for _, i := range args[0].items {
			if i.kind != null && !(i.known() && i.text == "") {
				out.items = append(out.items, i)
			}
		}
		return out
	},
	"flatten": func(args []*value, span nhi.Span) *value {
		out := &value{kind: list, span: span}
		seen := 0 // lists that are made of each other grow with every level
		var walk func(v *value, depth int)
		walk = func(v *value, depth int) {
			if seen++; seen > maxItems {
				return
			}
			switch {
			case v.kind == unknown && v.elem != nil && depth > 0:
				out.any(v, span)
			case v.kind != list || depth > 20:
				out.items = append(out.items, v)
			default:
				out.more, out.elem = out.more || v.more, cmp.Or(out.elem, v.elem)
				for _, i := range v.items {
					walk(i, depth+1)
				}
			}
		}
		switch a := args[0]; {
		case a.kind == unknown && a.elem == nil:
			return nil
		case a.kind == unknown:
			// Of any number of lists like this one, the items.
			if walk(a.elem, 0); a.elem.kind == unknown {
				return nil
			}
			out.more = true
			for i, v := range out.items {
				w := *v
				w.many = true
				out.items[i] = &w
			}
			if len(out.items) > 0 {
				out.elem = out.items[0]
			}
		default:
			walk(a, 0)
		}
		if seen > maxItems {
			return nil
		}
		return out
	},
	"coalesce": func(args []*value, span nhi.Span) *value {
		for _, a := range args {
			switch {
			case a.kind == null, a.known() && a.text == "":
			case a.kind == unknown && !a.computed():
				return nil
			default:
				return a
			}
		}
		return nil
	},
	"coalescelist": func(args []*value, span nhi.Span) *value {
		for _, a := range args {
			switch {
			case a.kind == unknown:
				return nil
			case a.kind == list && len(a.items) > 0:
				return a
			}
		}
		return nil
	},
	"lookup": func(args []*value, span nhi.Span) *value {
		if len(args) < 2 || args[0].kind != object || !args[1].known() {
			return nil
		}
		if v := args[0].get(args[1].text); v != nil {
			return v
		}
		switch {
		case args[0].more || args[0].hidden() || len(args[0].refs) > 0:
		case len(args) > 2:
			return args[2]
		default:
			return &value{span: span, bad: true}
		}
		return nil
	},
	"element": func(args []*value, span nhi.Span) *value {
		if len(args) == 2 && args[0].kind == list && len(args[0].items) > 0 {
			if n, ok := args[1].number(); ok && n >= 0 && n < 1e6 {
				return args[0].items[int(n)%len(args[0].items)]
			}
		}
		return nil
	},
	"one": func(args []*value, span nhi.Span) *value {
		a := args[0]
		switch {
		case a.kind == list && len(a.items) == 1 && !a.more:
			return a.items[0]
		case a.kind == list && len(a.items) == 0 && !a.more:
			return &value{kind: null, span: span}
		case a.kind == unknown && (a.elem != nil || a.many):
			return a.element(span)
		}
		return nil
	},
	"length": func(args []*value, span nhi.Span) *value {
		switch a := args[0]; {
		case a.more:
		case a.kind == list:
			return number(len(a.items), span)
		case a.kind == object:
			return number(len(a.fields), span)
		case a.known():
			return number(len([]rune(a.text)), span)
		}
		return nil
	},
	"contains": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 || args[0].kind != list || !args[1].known() {
			return nil
		}
		sure := !args[0].more
		for _, i := range args[0].items {
			if i.known() && i.text == args[1].text {
				return boolean(true, span)
			}
			sure = sure && i.known()
		}
		if !sure {
			return nil
		}
		return boolean(false, span)
	},
	"keys": func(args []*value, span nhi.Span) *value {
		all, ok := args[0].members()
		if args[0].kind != object || !ok {
			return nil
		}
		out := &value{kind: list, span: span}
		for _, f := range all {
			out.items = append(out.items, text(f.key, f.keySpan))
		}
		return out
	},
	"values": func(args []*value, span nhi.Span) *value {
		all, ok := args[0].members()
		switch {
		case args[0].kind == unknown && (args[0].elem != nil || args[0].many):
			return &value{span: span, text: span.Text(), refs: args[0].refs, elem: args[0].element(span)}
		case args[0].kind != object || !ok:
			return nil
		}
		out := &value{kind: list, span: span}
		for _, f := range all {
			out.items = append(out.items, f.val)
		}
		return out
	},
	// setproduct(projects, roles) is how every role is granted on every project.
	"setproduct": func(args []*value, span nhi.Span) *value {
		rows := [][]*value{nil}
		for _, a := range args {
			if a.kind != list || len(rows)*len(a.items) > maxInstances {
				return nil
			}
			var next [][]*value
			for _, row := range rows {
				for _, i := range a.items {
					next = append(next, append(row[:len(row):len(row)], i))
				}
			}
			rows = next
		}
		out := &value{kind: list, span: span}
		for _, row := range rows {
			out.items = append(out.items, &value{kind: list, span: span, items: row})
		}
		return out
	},
	"setsubtract":     func(args []*value, span nhi.Span) *value { return chosen(args, false) },
	"setintersection": func(args []*value, span nhi.Span) *value { return chosen(args, true) },
	"zipmap": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 || args[0].kind != list || args[1].kind != list || len(args[0].items) != len(args[1].items) {
			return nil
		}
		out := &value{kind: object, span: span}
		for i, k := range args[0].items {
			out.fields = append(out.fields, member{key: k.display(), keySpan: k.span, val: args[1].items[i]})
		}
		return out
	},
	"reverse": func(args []*value, span nhi.Span) *value {
		if args[0].kind != list {
			return nil
		}
		v := *args[0]
		v.items = slices.Clone(v.items)
		slices.Reverse(v.items)
		return &v
	},
	"slice": func(args []*value, span nhi.Span) *value {
		if len(args) != 3 || args[0].kind != list {
			return nil
		}
		from, ok1 := args[1].number()
		to, ok2 := args[2].number()
		if !ok1 || !ok2 || from < 0 || from > to || to > float64(len(args[0].items)) {
			return nil
		}
		v := *args[0]
		v.items = v.items[int(from):int(to)]
		return &v
	},
	"range": func(args []*value, span nhi.Span) *value {
		n, ok := args[0].number()
		if len(args) > 1 {
			return steps(args, span)
		}
		if !ok || n < 0 || n > maxItems {
			return nil
		}
		out := &value{kind: list, span: span}
		for i := range int(n) {
			out.items = append(out.items, number(i, span))
		}
		return out
	},
	"index": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 || !args[0].allKnown() || !args[1].known() {
			return nil
		}
		if i := slices.IndexFunc(args[0].items, func(v *value) bool { return v.text == args[1].text }); i >= 0 {
			return number(i, span)
		}
		return &value{span: span, bad: true}
	},
	"sum": sum, "chunklist": chunkList, "matchkeys": matchKeys, "transpose": transpose, "csvdecode": csvDecode,
	"alltrue": func(args []*value, span nhi.Span) *value { return agreed(args[0], true, span) },
	"anytrue": func(args []*value, span nhi.Span) *value { return agreed(args[0], false, span) },
}
