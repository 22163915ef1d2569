package helm

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// items are those of a list; a value that is none ends the template.
func items(s *state, v val) []val {
	switch x := v.v.(type) {
	case nil:
		return nil
	case *list:
		s.step(len(x.items))
		return x.items
	}
	s.fail(nil, "expected a list, found another value")
	return nil
}

func listOf(items []val) val { return val{v: &list{items}} }

// onList makes a function of one list.
func onList(f func([]val) val) function {
	return function{1, 1, func(s *state, a []val) val { return f(items(s, a[0])) }}
}

func (s *state) among(list []val, v val) bool {
	return slices.ContainsFunc(list, func(o val) bool { return s.deepEqual(o, v, 0) })
}

// withMust adds to a table the functions of the same names that end the template
// on an error: those here always do.
func withMust(table map[string]function) map[string]function {
	for name, f := range maps.Clone(table) {
		table["must"+strings.ToUpper(name[:1])+name[1:]] = f
	}
	return table
}

var listFunctions = withMust(map[string]function{
	"list":  {0, -1, func(_ *state, a []val) val { return listOf(slices.Clone(a)) }},
	"tuple": {0, -1, func(_ *state, a []val) val { return listOf(slices.Clone(a)) }},
	"first": onList(func(l []val) val {
		if len(l) == 0 {
			return val{}
		}
		return l[0]
	}),
	"last": onList(func(l []val) val {
		if len(l) == 0 {
			return val{}
		}
		return l[len(l)-1]
	}),
	"rest":    onList(func(l []val) val { return listOf(l[min(1, len(l)):]) }),
	"initial": onList(func(l []val) val { return listOf(l[:max(0, len(l)-1)]) }),
	"reverse": onList(func(l []val) val {
		l = slices.Clone(l)
		slices.Reverse(l)
		return listOf(l)
	}),
	"compact": onList(func(l []val) val { return listOf(slices.DeleteFunc(slices.Clone(l), empty)) }),
	"append":  {2, 2, func(s *state, a []val) val { return listOf(append(slices.Clone(items(s, a[0])), a[1])) }},
	"push":    {2, 2, func(s *state, a []val) val { return listOf(append(slices.Clone(items(s, a[0])), a[1])) }},
	"prepend": {2, 2, func(s *state, a []val) val { return listOf(append([]val{a[1]}, items(s, a[0])...)) }},
	"uniq": {1, 1, func(s *state, a []val) val {
		var out []val
		for _, v := range items(s, a[0]) {
			if !s.among(out, v) {
				out = append(out, v)
			}
		}
		return listOf(out)
	}},
	"without": {1, -1, func(s *state, a []val) val {
		return listOf(slices.DeleteFunc(slices.Clone(items(s, a[0])), func(v val) bool { return s.among(a[1:], v) }))
	}},
	"has": {2, 2, func(s *state, a []val) val { return val{v: s.among(items(s, a[1]), a[0])} }},
	"concat": {0, -1, func(s *state, a []val) val {
		var out []val
		for _, l := range a {
			out = append(out, items(s, l)...)
		}
		return listOf(out)
	}},
	"chunk": {2, 2, func(s *state, a []val) val {
		var out []val
		for c := range slices.Chunk(items(s, a[1]), int(max(1, min(integer(a[0]), math.MaxInt32)))) {
			out = append(out, listOf(c))
		}
		return listOf(out)
	}},
	"sortAlpha": {1, 1, func(s *state, a []val) val {
		out := texts(a[0])
		s.step(len(out))
		slices.SortStableFunc(out, func(a, b val) int { return strings.Compare(a.text(), b.text()) })
		return listOf(out)
	}},
	"until": {1, 1, func(s *state, a []val) val {
		n := integer(a[0])
		if n < 0 {
			return steps(s, 0, n, -1)
		}
		return steps(s, 0, n, 1)
	}},
	"untilStep": {3, 3, func(s *state, a []val) val { return steps(s, integer(a[0]), integer(a[1]), integer(a[2])) }},
	"seq": {1, 3, func(s *state, a []val) val {
		from, to, by := int64(1), integer(a[len(a)-1]), int64(1)
		if len(a) > 1 {
			from = integer(a[0])
		}
		if from > to {
			by = -1
		}
		if len(a) > 2 {
			by = integer(a[1])
		}
		if by > 0 {
			to++
		} else {
			to--
		}
		return joined(" ", texts(steps(s, from, to, by)))
	}},
})

func steps(s *state, from, to, by int64) val {
	var out []val
	if by != 0 && (to > from) == (by > 0) {
		for i := from; (i < to) == (by > 0) && i != to; i += by {
			s.step(1)
			out = append(out, val{v: int(i)})
		}
	}
	return listOf(out)
}

// mapOf is a map; a value that is none ends the template.
func mapOf(s *state, v val) *dict {
	switch x := v.v.(type) {
	case *dict:
		return x
	case *object:
		return &x.dict
	case nil:
		return newDict()
	}
	s.fail(nil, "expected a map, found another value")
	return nil
}

var dictFunctions = withMust(map[string]function{
	"dict": {0, -1, func(_ *state, a []val) val {
		d := newDict()
		for i := 0; i < len(a); i += 2 {
			v := str("")
			if i+1 < len(a) {
				v = a[i+1]
			}
			d.set(a[i].text(), v)
		}
		return object1(d)
	}},
	"get": {2, 2, func(s *state, a []val) val {
		if i, ok := mapOf(s, a[0]).m[a[1].text()]; ok {
			return i.val
		}
		return str("")
	}},
	"set": {3, 3, func(s *state, a []val) val {
		mapOf(s, a[0]).set(a[1].text(), a[2])
		return a[0]
	}},
	"unset": {2, 2, func(s *state, a []val) val {
		delete(mapOf(s, a[0]).m, a[1].text())
		return a[0]
	}},
	"hasKey": {2, 2, func(s *state, a []val) val {
		_, ok := mapOf(s, a[0]).m[a[1].text()]
		return val{v: ok}
	}},
	"pluck": {1, -1, func(s *state, a []val) val {
		var out []val
		for _, v := range a[1:] {
			if i, ok := mapOf(s, v).m[a[0].text()]; ok {
				out = append(out, i.val)
			}
		}
		return listOf(out)
	}},
	"keys": {0, -1, func(s *state, a []val) val {
		var out []val
		for _, v := range a {
			d := mapOf(s, v)
			s.step(len(d.m))
			for _, k := range d.keys() {
				out = append(out, val{v: k, from: d.m[k].key})
			}
		}
		return listOf(out)
	}},
	"values": {1, 1, func(s *state, a []val) val {
		var out []val
		d := mapOf(s, a[0])
		s.step(len(d.m))
		for _, k := range d.keys() {
			out = append(out, d.m[k].val)
		}
		return listOf(out)
	}},
	"pick": {1, -1, func(s *state, a []val) val {
		d, out := mapOf(s, a[0]), newDict()
		for _, k := range a[1:] {
			if i, ok := d.m[k.text()]; ok {
				out.m[k.text()] = i
			}
		}
		return val{v: out, from: a[0].from}
	}},
	"omit": {1, -1, func(s *state, a []val) val {
		d, out := mapOf(s, a[0]), newDict()
		s.step(len(d.m))
		for k, i := range d.m {
			out.m[k] = i
		}
		for _, k := range a[1:] {
			delete(out.m, k.text())
		}
		return val{v: out, from: a[0].from}
	}},
	"merge":          {1, -1, func(s *state, a []val) val { return mergedAll(s, a, false) }},
	"mergeOverwrite": {1, -1, func(s *state, a []val) val { return mergedAll(s, a, true) }},
	"deepCopy":       {1, 1, func(s *state, a []val) val { return s.copied(a[0], 0) }},
	"dig": {3, -1, func(s *state, a []val) val {
		v := a[len(a)-1]
		for _, k := range a[:len(a)-2] {
			i, ok := mapOf(s, v).m[k.text()]
			if !ok {
				return a[len(a)-2]
			}
			v = i.val
		}
		return v
	}},
})

// mergedAll merges maps into the first as mergo does for sprig: what is empty in
// it counts as not there.
func mergedAll(s *state, a []val, over bool) val {
	d := mapOf(s, a[0])
	for _, v := range a[1:] {
		merged(s, d, mapOf(s, v), over, 0)
	}
	return val{v: d, from: a[0].from}
}

func merged(s *state, into, from *dict, over bool, depth int) {
	if depth > maxValueDepth {
		panic(failure{reason: "a value that contains itself"})
	}
	for k, i := range from.m {
		s.step(1)
		old, ok := into.m[k]
		x, isDict := old.v.(*dict)
		y, both := i.v.(*dict)
		switch {
		case ok && isDict && both && len(x.m) > 0:
			if x != y {
				merged(s, x, y, over, depth+1)
			}
		case i.v == nil && !over:
		case over, !ok, empty(old.val):
			into.m[k] = i
		}
	}
}

// onNumbers folds whole numbers.
func onNumbers(f func(s *state, a, b int64) int64) function {
	return function{1, -1, func(s *state, a []val) val {
		n := integer(a[0])
		for _, v := range a[1:] {
			n = f(s, n, integer(v))
		}
		return val{v: n}
	}}
}

func onFloats(f func(a, b float64) float64) function {
	return function{1, -1, func(_ *state, a []val) val {
		n := float(a[0])
		for _, v := range a[1:] {
			n = f(n, float(v))
		}
		return val{v: n}
	}}
}

func divisor(s *state, n int64) int64 {
	if n == 0 {
		s.fail(nil, "a division by zero")
	}
	return n
}

var numberFunctions = map[string]function{
	"int":       {1, 1, func(_ *state, a []val) val { return val{v: int(integer(a[0])), from: a[0].from} }},
	"int64":     {1, 1, func(_ *state, a []val) val { return val{v: integer(a[0]), from: a[0].from} }},
	"atoi":      {1, 1, func(_ *state, a []val) val { return val{v: int(integer(a[0])), from: a[0].from} }},
	"float64":   {1, 1, func(_ *state, a []val) val { return val{v: float(a[0]), from: a[0].from} }},
	"toDecimal": {1, 1, func(_ *state, a []val) val { return val{v: integer(a[0]), from: a[0].from} }},
	"add":       onNumbers(func(_ *state, a, b int64) int64 { return a + b }),
	"add1":      {1, 1, func(_ *state, a []val) val { return val{v: integer(a[0]) + 1} }},
	"sub":       onNumbers(func(_ *state, a, b int64) int64 { return a - b }),
	"mul":       onNumbers(func(_ *state, a, b int64) int64 { return a * b }),
	"div":       onNumbers(func(s *state, a, b int64) int64 { return a / divisor(s, b) }),
	"mod":       onNumbers(func(s *state, a, b int64) int64 { return a % divisor(s, b) }),
	"max":       onNumbers(func(_ *state, a, b int64) int64 { return max(a, b) }),
	"biggest":   onNumbers(func(_ *state, a, b int64) int64 { return max(a, b) }),
	"min":       onNumbers(func(_ *state, a, b int64) int64 { return min(a, b) }),
	"addf":      onFloats(func(a, b float64) float64 { return a + b }),
	"add1f":     {1, 1, func(_ *state, a []val) val { return val{v: float(a[0]) + 1} }},
	"subf":      onFloats(func(a, b float64) float64 { return a - b }),
	"mulf":      onFloats(func(a, b float64) float64 { return a * b }),
	"divf":      onFloats(func(a, b float64) float64 { return a / b }),
	"maxf":      onFloats(math.Max),
	"minf":      onFloats(math.Min),
	"ceil":      {1, 1, func(_ *state, a []val) val { return val{v: math.Ceil(float(a[0]))} }},
	"floor":     {1, 1, func(_ *state, a []val) val { return val{v: math.Floor(float(a[0]))} }},
	"round": {2, 3, func(_ *state, a []val) val {
		p := math.Pow(10, float64(max(-300, min(300, integer(a[1])))))
		return val{v: math.Floor(float(a[0])*p+0.5) / p}
	}},
}
