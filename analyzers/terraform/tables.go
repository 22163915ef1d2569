package terraform

import (
	"encoding/csv"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// chunkList cuts a list into lists of one size.
func chunkList(args []*value, span nhi.Span) *value {
	if len(args) != 2 || args[0].kind != list || args[0].more {
		return nil
	}
	size, ok := args[1].whole()
	if !ok || size < 0 {
		return nil
	}
	if size == 0 {
		size = int64(len(args[0].items)) + 1
	}
	out := &value{kind: list, span: span}
	for part := range slices.Chunk(args[0].items, int(min(size, maxItems+1))) {
		out.items = append(out.items, &value{kind: list, span: span, items: part})
	}
	return out
}

// matchKeys are the values whose keys are searched for.
func matchKeys(args []*value, span nhi.Span) *value {
	if len(args) != 3 || args[0].kind != list || args[0].more || !args[1].allKnown() || !args[2].allKnown() || len(args[0].items) != len(args[1].items) {
		return nil
	}
	wanted := map[string]bool{}
	for _, k := range args[2].items {
		wanted[k.text] = true
	}
	out := &value{kind: list, span: span}
	for i, k := range args[1].items {
		if wanted[k.text] {
			out.items = append(out.items, args[0].items[i])
		}
	}
	return out
}

// transpose turns a map of lists of texts around.
func transpose(args []*value, span nhi.Span) *value {
	if args[0].kind != object || args[0].more || args[0].hidden() {
		return nil
	}
	out, at := &value{kind: object, span: span}, map[string]int{}
	fields := slices.Clone(args[0].fields)
	slices.SortStableFunc(fields, func(a, b member) int { return strings.Compare(a.key, b.key) })
	for _, f := range fields {
		if !f.val.allKnown() {
			return nil
		}
		for _, i := range f.val.items {
			n, ok := at[i.text]
			if !ok {
				n = len(out.fields)
				at[i.text] = n
				out.fields = append(out.fields, member{key: i.text, keySpan: i.span, val: &value{kind: list, span: span}})
			}
			out.fields[n].val.items = append(out.fields[n].val.items, text(f.key, f.keySpan))
		}
	}
	return out
}

// sum adds up a list of known numbers.
func sum(args []*value, span nhi.Span) *value {
	if !args[0].allKnown() || len(args[0].items) == 0 {
		return nil
	}
	total := new(big.Rat)
	for _, i := range args[0].items {
		n, ok := new(big.Rat).SetString(i.text)
		if _, small := i.number(); !ok || !small || len(i.text) > 64 {
			return nil
		}
		total.Add(total, n)
	}
	if total.IsInt() {
		return &value{kind: scalar, typ: 'n', text: total.Num().String(), span: span}
	}
	return &value{kind: scalar, typ: 'n', text: strings.TrimRight(total.FloatString(20), "0"), span: span}
}

// csvDecode reads rows with a head line.
func csvDecode(args []*value, span nhi.Span) *value {
	if !args[0].known() || len(args[0].text) > maxText {
		return nil
	}
	rows, err := csv.NewReader(strings.NewReader(args[0].text)).ReadAll()
	if err != nil || len(rows) == 0 || len(rows)*len(rows[0]) > maxItems {
		return nil
	}
	out := &value{kind: list, span: span}
	for _, row := range rows[1:] {
		o := &value{kind: object, span: span}
		for i, cell := range row {
			o.fields = append(o.fields, member{key: rows[0][i], keySpan: span, val: &value{kind: scalar, typ: 's', text: cell, span: span, from: args[0].from}})
		}
		out.items = append(out.items, o)
	}
	return out
}

// indent puts spaces before every line but the first.
func indent(args []*value, span nhi.Span) *value {
	if len(args) != 2 || !args[1].known() {
		return nil
	}
	n, ok := args[0].whole()
	if !ok || n < 0 || n > 1000 || int(n)*strings.Count(args[1].text, "\n")+len(args[1].text) > maxText {
		return nil
	}
	v := text(strings.ReplaceAll(args[1].text, "\n", "\n"+strings.Repeat(" ", int(n))), span)
	v.from = args[1].from
	return v
}

// steps is range with a start, and perhaps a step.
func steps(args []*value, span nhi.Span) *value {
	from, ok1 := args[0].number()
	to, ok2 := args[1].number()
	step := math.Copysign(1, to-from)
	ok3 := len(args) < 4
	if len(args) == 3 {
		step, ok3 = args[2].number()
	}
	if !ok1 || !ok2 || !ok3 || step == 0 || (to-from)/step > maxItems {
		return nil
	}
	out := &value{kind: list, span: span}
	for n := from; (to-n)*step > 0; n += step {
		out.items = append(out.items, &value{kind: scalar, typ: 'n', text: strconv.FormatFloat(n, 'f', -1, 64), span: span})
	}
	return out
}
