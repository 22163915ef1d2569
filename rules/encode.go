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
// to: none where several facts refer to what is there.
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
	// refs are the terms of references, which several facts share. Nil makes each anew.
	refs map[*nhi.Ref]*ast.Term
	// fields are those that are written; nil means all. Of the types of facts these
	// are the ones that somebody reads.
	fields map[string]bool
	read   map[reflect.Type]map[string]use
	// trails are paths that rules only hand on, by their number.
	trails [][]nhi.Step
	// seen are the positions that were written out, when somebody wants them back.
	seen map[nhi.Position]nhi.Span
}

// form is how values of a type are written.
type form struct {
	write func(*encoder, reflect.Value) *ast.Term
	// absent says whether omitempty leaves a value out.
	absent func(reflect.Value) bool
}

// forms caches them: what a type asks for is found out once.
var forms sync.Map // reflect.Type → form

func formOf(t reflect.Type) form {
	if f, ok := forms.Load(t); ok {
		return f.(form)
	}
	f := form{writer(t), reflect.Value.IsZero}
	switch t.Kind() {
	case reflect.Slice, reflect.Map:
		f.absent = func(v reflect.Value) bool { return v.Len() == 0 }
	case reflect.Struct:
		f.absent = func(reflect.Value) bool { return false }
	}
	forms.Store(t, f)
	return f
}

func writer(t reflect.Type) func(*encoder, reflect.Value) *ast.Term {
	switch {
	case t == reflect.TypeFor[nhi.Span]():
		return func(e *encoder, v reflect.Value) *ast.Term { return e.position(v.Interface().(nhi.Span)) }
	case t == reflect.TypeFor[*nhi.Ref]():
		return reference(formOf(t.Elem()))
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && t.Kind() != reflect.Pointer:
		return func(_ *encoder, v reflect.Value) *ast.Term {
			text, _ := v.Interface().(encoding.TextMarshaler).MarshalText()
			return ast.StringTerm(string(text))
		}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return pointer(t)
	case reflect.Slice:
		return slice(t)
	case reflect.Map:
		return object(t)
	case reflect.Struct:
		return structure(t)
	case reflect.Bool:
		return func(_ *encoder, v reflect.Value) *ast.Term { return ast.InternedTerm(v.Bool()) }
	case reflect.Int, reflect.Int64:
		return func(_ *encoder, v reflect.Value) *ast.Term { return ast.IntNumberTerm(int(v.Int())) }
	case reflect.String:
		return func(e *encoder, v reflect.Value) *ast.Term { return e.word(v.String()) }
	}
	return func(*encoder, reflect.Value) *ast.Term { return ast.NullTerm() }
}

func pointer(t reflect.Type) func(*encoder, reflect.Value) *ast.Term {
	to, fact := formOf(t.Elem()), t.Elem().Kind() == reflect.Struct
	return func(e *encoder, v reflect.Value) *ast.Term {
		if v.IsNil() {
			return ast.NullTerm()
		}
		if e.fact == nil && fact {
			e.fact = v.Interface()
			defer func() { e.fact = nil }()
		}
		return to.write(e, v.Elem())
	}
}

func reference(to form) func(*encoder, reflect.Value) *ast.Term {
	return func(e *encoder, v reflect.Value) *ast.Term {
		r := v.Interface().(*nhi.Ref)
		term := e.refs[r]
		if term == nil {
			fact := e.fact
			e.fact = nil
			term = to.write(e, v.Elem())
			e.fact = fact
			if e.refs != nil {
				e.refs[r] = term
			}
		}
		return term
	}
}

func slice(t reflect.Type) func(*encoder, reflect.Value) *ast.Term {
	of := formOf(t.Elem())
	return func(e *encoder, v reflect.Value) *ast.Term {
		if v.Len() == 0 {
			return ast.InternedEmptyArray
		}
		terms := make([]*ast.Term, v.Len())
		for i := range terms {
			terms[i] = of.write(e, v.Index(i))
		}
		return ast.NewTerm(ast.NewArray(terms...))
	}
}

func object(t reflect.Type) func(*encoder, reflect.Value) *ast.Term {
	of := formOf(t.Elem())
	return func(e *encoder, v reflect.Value) *ast.Term {
		if v.Len() == 0 {
			return ast.InternedEmptyObject
		}
		pairs := make([][2]*ast.Term, 0, v.Len())
		for it := v.MapRange(); it.Next(); {
			pairs = append(pairs, [2]*ast.Term{e.word(it.Key().String()), of.write(e, it.Value())})
		}
		return ast.NewTerm(ast.NewObject(pairs...))
	}
}

func structure(t reflect.Type) func(*encoder, reflect.Value) *ast.Term {
	type field struct {
		nhi.JSONField
		form
		key *ast.Term
	}
	var fields []field
	for _, f := range nhi.JSONFields(t) {
		fields = append(fields, field{f, formOf(f.Type), ast.StringTerm(f.Name)})
	}
	return func(e *encoder, v reflect.Value) *ast.Term {
		pairs := make([][2]*ast.Term, 0, len(fields))
		read := e.read[t]
		for i := range fields {
			f := &fields[i]
			use := looks
			if read != nil {
				use = read[f.Name]
			}
			if e.fields != nil && !e.fields[f.Name] || use == unread {
				continue
			}
			if use == handsOn && f.Type == reflect.TypeFor[[]nhi.Step]() {
				e.trails = append(e.trails, v.Field(f.Index).Interface().([]nhi.Step))
				pairs = append(pairs, [2]*ast.Term{f.key, ast.InternedTerm(len(e.trails) - 1)})
				continue
			}
			if value := v.Field(f.Index); !f.OmitEmpty || !f.absent(value) {
				pairs = append(pairs, [2]*ast.Term{f.key, f.write(e, value)})
			}
		}
		return ast.NewTerm(ast.NewObject(pairs...))
	}
}

// inventory encodes a whole inventory.
func (e *encoder) inventory(inv *nhi.Inventory) ast.Value { return e.term(*inv).Value }

func (e *encoder) term(x any) *ast.Term {
	return formOf(reflect.TypeOf(x)).write(e, reflect.ValueOf(x))
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

func (e *encoder) position(s nhi.Span) *ast.Term {
	if e.index {
		e.places = append(e.places, place{s, e.fact})
		return ast.InternedTerm(len(e.places) - 1)
	}
	position := s.Position()
	if e.seen != nil {
		e.seen[position] = s
	}
	return e.term(position)
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
