package terraform

import (
	"encoding/base64"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/nhivet/nhivet/internal/nhi"
)

// textual are functions of texts that keep the place of their parts, or their
// meaning. nil means unknown.
var textual = map[string]func(args []*value, span nhi.Span) *value{
	"jsonencode": func(args []*value, span nhi.Span) *value {
		return &value{span: span, text: "jsonencode", structured: args[0], refs: args[0].refs}
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
	"startswith":  func(args []*value, span nhi.Span) *value { return test(args, strings.HasPrefix, span) },
	"endswith":    func(args []*value, span nhi.Span) *value { return test(args, strings.HasSuffix, span) },
	"strcontains": func(args []*value, span nhi.Span) *value { return test(args, strings.Contains, span) },
	"formatlist": func(args []*value, span nhi.Span) *value {
		n := -1
		for _, a := range args {
			if a.kind == list {
				if n >= 0 && n != len(a.items) {
					return nil
				}
				n = len(a.items)
			}
		}
		if n < 0 || n > maxInstances {
			return nil
		}
		out := &value{kind: list, span: span}
		for i := range n {
			one := make([]*value, len(args))
			for j, a := range args {
				if one[j] = a; a.kind == list {
					one[j] = a.items[i]
				}
			}
			v := applyPure("format", pure["format"], one, span)
			if v == nil {
				v = &value{span: span, refs: refsOf(one)}
			}
			out.items = append(out.items, v)
		}
		return out
	},
	"base64decode": func(args []*value, span nhi.Span) *value {
		if !args[0].known() || len(args[0].text) > maxText {
			return nil
		}
		plain, err := base64.StdEncoding.DecodeString(args[0].text)
		if err != nil || !utf8.Valid(plain) {
			return nil
		}
		v := text(string(plain), span)
		v.from = args[0].from
		return v
	},
	"urlencode": func(args []*value, span nhi.Span) *value {
		if !args[0].known() || len(args[0].text) > maxText/3 {
			return nil
		}
		return text(url.QueryEscape(args[0].text), span)
	},
	"dirname":  func(args []*value, span nhi.Span) *value { return pathOf(args[0], path.Dir, span) },
	"basename": func(args []*value, span nhi.Span) *value { return pathOf(args[0], path.Base, span) },
	"yamlencode": func(args []*value, span nhi.Span) *value {
		return &value{span: span, text: "yamlencode", structured: args[0], refs: args[0].refs}
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
	"uuidv5": uuidv5, "indent": indent, "urldecode": urlDecode, "base64gunzip": base64Gunzip, "textencodebase64": textEncode, "textdecodebase64": textDecode,
	"timecmp": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 {
			return nil
		}
		a, err1 := time.Parse(time.RFC3339, args[0].lit())
		b, err2 := time.Parse(time.RFC3339, args[1].lit())
		if err1 != nil || err2 != nil {
			return nil
		}
		return number(a.Compare(b), span)
	},
	// timeadd(timestamp(), "720h") is so long after the moment of applying.
	"timeadd": func(args []*value, span nhi.Span) *value {
		if len(args) != 2 || args[0].after == 0 {
			return applyPure("timeadd", stdlib.TimeAddFunc, args, span)
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
		return applyPure("formatdate", stdlib.FormatDateFunc, args, span)
	},
}
