package helm

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
)

// function is one that templates call. most is -1 where any number goes.
type function struct {
	least, most int
	call        func(*state, []val) val
}

// functions are those of text/template, of sprig and of Helm. What asks the
// outside (env, getHostByName, a cluster) does not, and what is made anew by every
// installation (passwords, certificates, the time) is unknown.
func functions() map[string]function {
	all := map[string]function{}
	for _, table := range []map[string]function{logicFunctions, stringFunctions, listFunctions, dictFunctions, numberFunctions, codeFunctions, ownFunctions, madeAnew} {
		maps.Copy(all, table)
	}
	return all
}

var logicFunctions = map[string]function{
	"not":   {1, 1, func(_ *state, a []val) val { return val{v: !truth(a[0])} }},
	"eq":    {2, -1, func(_ *state, a []val) val { return val{v: anyEqual(a)} }},
	"ne":    {2, 2, func(_ *state, a []val) val { return val{v: !equal(a[0], a[1])} }},
	"lt":    {2, 2, compared(func(c int) bool { return c < 0 })},
	"le":    {2, 2, compared(func(c int) bool { return c <= 0 })},
	"gt":    {2, 2, compared(func(c int) bool { return c > 0 })},
	"ge":    {2, 2, compared(func(c int) bool { return c >= 0 })},
	"len":   {1, 1, func(s *state, a []val) val { return val{v: length(s, a[0])} }},
	"index": {1, -1, index},
	"slice": {1, 3, sliced},
	"print": {0, -1, func(_ *state, a []val) val { return printAll(a) }},
	"println": {0, -1, func(_ *state, a []val) val {
		var b builder
		for i, v := range a {
			if i > 0 {
				b.text(" ")
			}
			b.val(v)
		}
		b.text("\n")
		return b.done()
	}},
	"printf":     {1, -1, printf},
	"default":    {1, 2, defaulted},
	"empty":      {1, 1, func(_ *state, a []val) val { return val{v: empty(a[0])} }},
	"coalesce":   {0, -1, coalesced},
	"all":        {0, -1, func(_ *state, a []val) val { return val{v: count(a, empty) == 0} }},
	"any":        {0, -1, func(_ *state, a []val) val { return val{v: count(a, empty) < len(a)} }},
	"ternary":    {3, 3, func(_ *state, a []val) val { return a[map[bool]int{true: 0, false: 1}[truth(a[2])]] }},
	"typeOf":     {1, 1, func(_ *state, a []val) val { return str(typeOf(a[0])) }},
	"typeIs":     {2, 2, func(_ *state, a []val) val { return val{v: a[0].text() == typeOf(a[1])} }},
	"typeIsLike": {2, 2, func(_ *state, a []val) val { return val{v: a[0].text() == typeOf(a[1])} }},
	"kindOf":     {1, 1, func(_ *state, a []val) val { return str(kindOf(a[0])) }},
	"kindIs":     {2, 2, func(_ *state, a []val) val { return val{v: a[0].text() == kindOf(a[1])} }},
	"deepEqual":  {2, 2, func(s *state, a []val) val { return val{v: s.deepEqual(a[0], a[1], 0)} }},
	"fail":       {1, 1, func(*state, []val) val { panic(failure{reason: "the chart refuses these values (fail)"}) }},
}

func count(list []val, is func(val) bool) (n int) {
	for _, v := range list {
		if is(v) {
			n++
		}
	}
	return n
}

// empty is sprig's: like truth, but for objects.
func empty(v val) bool { return !truth(v) }

func defaulted(_ *state, a []val) val {
	if len(a) == 1 || empty(a[1]) {
		return a[0]
	}
	return a[1]
}

func coalesced(_ *state, a []val) val {
	for _, v := range a {
		if !empty(v) {
			return v
		}
	}
	return val{}
}

func typeOf(v val) string {
	switch v.v.(type) {
	case *dict:
		return "map[string]interface {}"
	case *list:
		return "[]interface {}"
	case nil:
		return "<nil>"
	}
	return fmt.Sprintf("%T", v.v)
}

func kindOf(v val) string {
	switch v.v.(type) {
	case *dict, *object:
		return "map"
	case *list:
		return "slice"
	case nil:
		return "invalid"
	}
	return fmt.Sprintf("%T", v.v)
}

func numeric(v val) (float64, bool) {
	switch x := v.v.(type) {
	case int:
		return float64(x), true
	case int64:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

func anyEqual(a []val) bool {
	for _, v := range a[1:] {
		if equal(a[0], v) {
			return true
		}
	}
	return false
}

// equal compares as text/template does, and where that refuses (an int and a
// float), by value.
func equal(a, b val) bool {
	x, okA := numeric(a)
	y, okB := numeric(b)
	if okA && okB {
		return x == y
	}
	switch x := a.v.(type) {
	case nil:
		return b.v == nil
	case string:
		y, ok := b.v.(string)
		return ok && x == y
	case bool:
		y, ok := b.v.(bool)
		return ok && x == y
	}
	return false
}

func compared(is func(int) bool) func(*state, []val) val {
	return func(s *state, a []val) val {
		x, okA := numeric(a[0])
		y, okB := numeric(a[1])
		if okA && okB {
			return val{v: is(cmp.Compare(x, y))}
		}
		t, okA := a[0].v.(string)
		u, okB := a[1].v.(string)
		if !okA || !okB {
			s.fail(nil, "a comparison of what has no order")
		}
		return val{v: is(strings.Compare(t, u))}
	}
}

func (s *state) deepEqual(a, b val, depth int) bool {
	s.step(1)
	if depth > maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	switch x := a.v.(type) {
	case *dict:
		y, ok := b.v.(*dict)
		if !ok || len(x.m) != len(y.m) {
			return false
		}
		for k, i := range x.m {
			if j, ok := y.m[k]; !ok || !s.deepEqual(i.val, j.val, depth+1) {
				return false
			}
		}
		return true
	case *list:
		y, ok := b.v.(*list)
		if !ok || len(x.items) != len(y.items) {
			return false
		}
		for i := range x.items {
			if !s.deepEqual(x.items[i], y.items[i], depth+1) {
				return false
			}
		}
		return true
	case *object:
		return a.v == b.v
	}
	if _, ok := b.v.(*object); ok {
		return false
	}
	return a.v == b.v
}

func length(s *state, v val) int {
	switch x := v.v.(type) {
	case string:
		return len(x)
	case *dict:
		return len(x.m)
	case *list:
		return len(x.items)
	case *object:
		return len(x.m)
	}
	s.fail(nil, "the length of what has none")
	return 0
}

func index(s *state, a []val) val {
	v := a[0]
	for _, i := range a[1:] {
		s.step(1)
		switch x := v.v.(type) {
		case *dict:
			v = x.m[i.text()].val
		case *object:
			v = x.m[i.text()].val
		case *list:
			n := integer(i)
			if n < 0 || n >= int64(len(x.items)) {
				s.fail(nil, "an index out of range")
			}
			v = x.items[n]
		case string:
			n := integer(i)
			if n < 0 || n >= int64(len(x)) {
				s.fail(nil, "an index out of range")
			}
			v = val{v: int(x[n])}
		default:
			s.fail(nil, "an index of what has none")
		}
	}
	return v
}

func sliced(s *state, a []val) val {
	from, to := int64(0), int64(length(s, a[0]))
	if len(a) > 1 {
		from = integer(a[1])
	}
	if len(a) > 2 {
		to = integer(a[2])
	}
	if from < 0 || to < from || to > int64(length(s, a[0])) {
		s.fail(nil, "an index out of range")
	}
	if l, ok := a[0].v.(*list); ok {
		return val{v: &list{l.items[from:to]}}
	}
	return slice(a[0], int(from), int(to))
}

// printAll is print: a space between two values of which none is a string.
func printAll(a []val) val {
	var b builder
	last := true
	for i, v := range a {
		_, text := v.v.(string)
		if i > 0 && !text && !last {
			b.text(" ")
		}
		b.val(v)
		last = text
	}
	return b.done()
}

// printf formats each verb by itself, so that what it prints keeps its place.
func printf(s *state, a []val) val {
	var b builder
	format, args := a[0].text(), a[1:]
	b2 := 0 // where the text before the next verb starts
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		b.cut(a[0], b2, i)
		j := i + 1
		for j < len(format) && strings.IndexByte("+-# 0123456789.", format[j]) >= 0 {
			j++
		}
		if j == len(format) || j-i > 6 { // a width of four digits is wide enough
			s.fail(nil, "a format that is not read")
		}
		verb := format[i : j+1]
		i, b2 = j, j+1
		switch {
		case verb == "%%":
			b.text("%")
		case format[j] == '*' || format[j] == '[':
			s.fail(nil, "a format that is not read")
		case len(args) == 0:
			b.text("%!" + string(format[j]) + "(MISSING)")
		default:
			b.val(verbOf(verb, args[0]))
			args = args[1:]
		}
		s.grow(len(b.b))
		s.bytes += len(b.b) // only a look: the result is counted once
	}
	b.cut(a[0], b2, len(format))
	for i, v := range args {
		b.text(map[bool]string{true: "%!(EXTRA ", false: ", "}[i == 0] + typeOf(v) + "=" + v.text())
	}
	if len(args) > 0 {
		b.text(")")
	}
	return b.done()
}

func verbOf(verb string, v val) val {
	_, isText := v.v.(string)
	switch {
	case isText && (verb == "%s" || verb == "%v"):
		return v
	case isText && verb == "%q":
		return quote(v)
	case verb == "%v" && v.v != nil, verb == "%d" && kindOf(v) == "int", verb == "%d" && kindOf(v) == "int64":
		return v.asText()
	}
	return derive(fmt.Sprintf(verb, plain(v, 0)), v)
}

// integer reads a whole number as sprig's cast does: what is none is 0.
func integer(v val) int64 {
	switch x := v.v.(type) {
	case int:
		return int64(x)
	case int64:
		return x
	case float64:
		if math.IsNaN(x) || x >= math.MaxInt64 || x <= math.MinInt64 {
			return 0
		}
		return int64(x)
	case bool:
		if x {
			return 1
		}
	case string:
		text := strings.TrimSuffix(x, ".0")
		if n, err := strconv.ParseInt(text, 0, 64); err == nil {
			return n
		}
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n
		}
	}
	return 0
}

func float(v val) float64 {
	if f, ok := numeric(v); ok {
		return f
	}
	switch x := v.v.(type) {
	case string:
		if f, err := strconv.ParseFloat(x, 64); err == nil {
			return f
		}
	case bool:
		if x {
			return 1
		}
	}
	return 0
}
