package terraform

import (
	"encoding/base64"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// structural are functions that hand their arguments on, so that every part keeps
// its place. nil means unknown.
var structural = map[string]func(args []*value, span nhi.Span) *value{
	"jsonencode": func(args []*value, span nhi.Span) *value {
		return &value{span: span, text: "jsonencode", structured: args[0], refs: args[0].refs}
	},
	"sensitive": same, "nonsensitive": same, "tostring": same, "tonumber": same, "tobool": same, "tomap": same, "toset": same, "tolist": same,
	"distinct": same, "sort": same, "ephemeralasnull": same,
	"try": func(args []*value, span nhi.Span) *value {
		if a := args[0]; a.kind != unknown {
			return a
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
				out.refs = joined(out.refs, a.refs)
			default:
				out.fields = append(out.fields, a.fields...)
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
				out.items = append(out.items, a)
			}
			out.items = append(out.items, a.items...)
			if len(out.items) > maxItems {
				return nil
			}
		}
		return out
	},
	"join": func(args []*value, span nhi.Span) *value {
		if !args[0].known() {
			return nil
		}
		out := &value{kind: scalar, typ: 's', span: span, refs: refsOf(args)}
		var parts []string
		for _, a := range args[1:] {
			if a.kind != list {
				return nil
			}
			for _, i := range a.items {
				parts = append(parts, i.display())
				out.holes = out.holes || !i.known()
			}
		}
		if out.text = strings.Join(parts, args[0].text); len(out.text) > maxText {
			return nil
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
			if v.kind != list || depth > 20 {
				out.items = append(out.items, v)
				return
			}
			for _, i := range v.items {
				walk(i, depth+1)
			}
		}
		walk(args[0], 0)
		if seen > maxItems {
			return nil
		}
		return out
	},
	"coalesce": func(args []*value, span nhi.Span) *value {
		for _, a := range args {
			switch {
			case a.kind == null, a.known() && a.text == "":
			case a.kind == unknown:
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
		if len(args) > 2 && len(args[0].refs) == 0 {
			return args[2]
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
		if args[0].kind == list && len(args[0].items) == 1 {
			return args[0].items[0]
		}
		return nil
	},
	"length": func(args []*value, span nhi.Span) *value {
		switch a := args[0]; a.kind {
		case list:
			return number(len(a.items), span)
		case object:
			return number(len(a.fields), span)
		case scalar:
			if a.known() {
				return number(len([]rune(a.text)), span)
			}
		}
		return nil
	},
	"contains": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 || args[0].kind != list || !args[1].known() {
			return nil
		}
		sure := true
		for _, i := range args[0].items {
			if i.known() && i.text == args[1].text {
				return &value{kind: scalar, typ: 'b', text: "true", span: span}
			}
			sure = sure && i.known()
		}
		if !sure {
			return nil
		}
		return &value{kind: scalar, typ: 'b', text: "false", span: span}
	},
	"keys": func(args []*value, span nhi.Span) *value {
		if args[0].kind != object {
			return nil
		}
		out := &value{kind: list, span: span}
		for _, f := range args[0].fields {
			out.items = append(out.items, text(f.key, f.keySpan))
		}
		return out
	},
	"values": func(args []*value, span nhi.Span) *value {
		if args[0].kind != object {
			return nil
		}
		out := &value{kind: list, span: span}
		for _, f := range args[0].fields {
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
	"base64encode": func(args []*value, span nhi.Span) *value {
		if !args[0].known() || len(args[0].text) > maxText/2 {
			return nil
		}
		v := text(base64.StdEncoding.EncodeToString([]byte(args[0].text)), span)
		v.from = args[0].from
		return v
	},
	"jsondecode": func(args []*value, span nhi.Span) *value {
		if args[0].structured != nil {
			return args[0].structured
		}
		return args[0].document()
	},
	// timeadd(timestamp(), "720h") is so long after the moment of applying.
	"timeadd": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 || args[0].after == 0 {
			return nil
		}
		d, ok := nhi.Seconds(args[1].lit())
		if !ok || d <= 0 {
			return nil
		}
		return &value{span: span, text: span.Text(), after: max(args[0].after, 0) + d}
	},
	"formatdate": func(args []*value, span nhi.Span) *value {
		if len(args) == 2 && args[1].after > 0 {
			return args[1]
		}
		return nil
	},
}

func structuralConcat(args []*value, span nhi.Span) *value {
	out := &value{kind: list, span: span}
	for _, a := range args {
		out.items = append(out.items, a.each()...)
		if len(out.items) > maxItems {
			return nil
		}
	}
	return out
}

func same(args []*value, _ nhi.Span) *value { return args[0] }
