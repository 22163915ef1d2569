package rules

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/open-policy-agent/opa/v1/ast"
)

// place is a position that was handed to the rules, with the fact it belongs
// to.
type place struct {
	span nhi.Span
	fact any
}

// encoder builds OPA values straight from the structs, by their json tags. It
// gives the same document as encoding/json does, but for positions: in index
// form a position is its ordinal, so that a rule can hand it back and nothing
// else.
type encoder struct {
	index  bool
	places []place
	fact   any
	// words are the terms of texts that occur again and again: kinds, vendors, names
	// of agents. Nil makes each anew.
	words map[string]*ast.Term
	// fields are those that are written; nil means all.
	fields map[string]bool
	// seen are the positions that were written out, when somebody wants them back.
	seen map[nhi.Position]nhi.Span
}

// plans caches a struct type's fields with their interned keys.
var plans sync.Map // reflect.Type → []planField

type planField struct {
	key       *ast.Term
	name      string
	index     int
	omitEmpty bool
}

func planOf(t reflect.Type) []planField {
	if p, ok := plans.Load(t); ok {
		return p.([]planField)
	}
	var plan []planField
	for _, f := range nhi.JSONFields(t) {
		plan = append(plan, planField{ast.StringTerm(f.Name), f.Name, f.Index, f.OmitEmpty})
	}
	p, _ := plans.LoadOrStore(t, plan)
	return p.([]planField)
}

// inventory encodes a whole inventory.
func (e *encoder) inventory(inv *nhi.Inventory) ast.Value {
	return e.value(reflect.ValueOf(inv).Elem()).Value
}

func (e *encoder) value(v reflect.Value) *ast.Term {
	switch x := v.Interface().(type) {
	case nhi.Span:
		return e.position(x)
	case encoding.TextMarshaler:
		if v.Kind() != reflect.Pointer || !v.IsNil() {
			text, _ := x.MarshalText()
			return ast.StringTerm(string(text))
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ast.NullTerm()
		}
		if e.fact == nil && v.Elem().Kind() == reflect.Struct {
			e.fact = v.Interface()
			defer func() { e.fact = nil }()
		}
		return e.value(v.Elem())
	case reflect.Slice:
		if v.Len() == 0 {
			return ast.InternedEmptyArray
		}
		terms := make([]*ast.Term, v.Len())
		for i := range terms {
			terms[i] = e.value(v.Index(i))
		}
		return ast.NewTerm(ast.NewArray(terms...))
	case reflect.Map:
		if v.Len() == 0 {
			return ast.InternedEmptyObject
		}
		pairs := make([][2]*ast.Term, 0, v.Len())
		for it := v.MapRange(); it.Next(); {
			pairs = append(pairs, [2]*ast.Term{e.word(it.Key().String()), e.value(it.Value())})
		}
		return ast.NewTerm(ast.NewObject(pairs...))
	case reflect.Struct:
		plan := planOf(v.Type())
		pairs := make([][2]*ast.Term, 0, len(plan))
		for _, f := range plan {
			if e.fields != nil && !e.fields[f.name] {
				continue
			}
			field := v.Field(f.index)
			if f.omitEmpty && empty(field) {
				continue
			}
			pairs = append(pairs, [2]*ast.Term{f.key, e.value(field)})
		}
		return ast.NewTerm(ast.NewObject(pairs...))
	case reflect.Bool:
		return ast.InternedTerm(v.Bool())
	case reflect.Int, reflect.Int64:
		return ast.IntNumberTerm(int(v.Int()))
	case reflect.String:
		return e.word(v.String())
	}
	return ast.NullTerm()
}

// maxWord is the longest text of which one term is kept, in bytes: sentences and
// keys mostly occur once.
const maxWord = 40

func (e *encoder) word(s string) *ast.Term {
	switch {
	case s == "":
		return ast.InternedEmptyString
	case e.words == nil || len(s) > maxWord:
		return ast.StringTerm(s)
	}
	t := e.words[s]
	if t == nil {
		t = ast.StringTerm(s)
		e.words[s] = t
	}
	return t
}

// empty is what encoding/json's omitempty calls empty.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func (e *encoder) position(s nhi.Span) *ast.Term {
	if e.index {
		e.places = append(e.places, place{s, e.fact})
		return ast.InternedTerm(len(e.places) - 1)
	}
	position := s.Position()
	if e.seen != nil {
		e.seen[position] = s
	}
	return e.value(reflect.ValueOf(position))
}

// JSON is an inventory as it is documented and exported: the input of conftest
// and of a team's own policies. Keys are sorted.
func JSON(inv *nhi.Inventory) ([]byte, error) {
	e := &encoder{}
	v, err := ast.JSON(e.inventory(inv))
	if err != nil {
		return nil, fmt.Errorf("facts: %w", err)
	}
	return json.MarshalIndent(v, "", "  ")
}
