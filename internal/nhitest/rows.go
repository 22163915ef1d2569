package nhitest

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Knowledge is a struct of tables: exported fields that are slices of rows, and maps of
// words. Its address reads a unit with what they say.
type Knowledge interface {
	Run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error)
	// Outline is what a name of a row is found by when it is not that name; empty for
	// nothing.
	Outline(name string) string
}

// prose are the fields of rows that people read.
var prose = []string{"Source", "Reason", "Why", "Title", "Calls"}

// Rows takes every name, argument and word out of the tables of an analyzer in turn and
// reads the fixtures of testdata that have it: what nobody misses has no fixture. Tables
// that are named in except are looked after elsewhere.
func Rows(t *testing.T, a *nhi.Analyzer, k Knowledge, except ...string) {
	t.Helper()
	r := &remover{t: t, a: a, whole: reflect.ValueOf(k).Elem()}
	cases, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if !c.IsDir() || c.Name() == "fuzz" {
			continue
		}
		tree, err := Load(filepath.Join("testdata", c.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range tree.Units(a) {
			for _, f := range u.Files {
				one := fixture{text: f.Path + "\n" + string(f.Bytes()), unit: &nhi.Unit{Key: u.Key, Files: []*nhi.File{f}, Tree: tree}}
				one.facts = r.read(k, one)
				r.fixtures = append(r.fixtures, one)
			}
		}
	}
	for i := range r.whole.NumField() {
		field := r.whole.Type().Field(i)
		if !field.IsExported() || slices.Contains(except, field.Name) {
			continue
		}
		switch v := r.whole.Field(i); {
		case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
			for n := range v.Len() {
				r.row(k, i, n)
			}
		case v.Kind() == reflect.Map:
			for _, key := range sorted(v) {
				if small := without(v, key); r.unmissed(i, small, key) {
					t.Errorf("%s: no fixture misses %s", field.Name, key)
				}
			}
		}
	}
}

// fixture is one file: what others say it reads of its tree.
type fixture struct {
	text, facts string
	unit        *nhi.Unit
}

type remover struct {
	t        *testing.T
	a        *nhi.Analyzer
	whole    reflect.Value
	fixtures []fixture
}

func (r *remover) read(k Knowledge, f fixture) string {
	facts, err := k.Run(context.Background(), f.unit)
	if err != nil {
		r.t.Fatal(err)
	}
	return Dump(facts)
}

// row takes the names of a row out, those together that one look-up finds, and then
// its other fields.
func (r *remover) row(k Knowledge, table, n int) {
	rows := r.whole.Field(table)
	row := rows.Index(n)
	where := r.whole.Type().Field(table).Name
	calls := row.FieldByName("Calls")
	var names []string
	if calls.IsValid() {
		names = strings.Fields(calls.String())
	}
	replaced := func(change func(row reflect.Value)) reflect.Value {
		list := reflect.MakeSlice(rows.Type(), rows.Len(), rows.Len())
		reflect.Copy(list, rows)
		change(list.Index(n))
		return list
	}
	seen := map[string]bool{}
	for _, name := range names {
		same := func(other string) bool {
			return other == name || k.Outline(name) != "" && k.Outline(other) == k.Outline(name)
		}
		if seen[name] {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(names), func(other string) bool { return same(other) })
		for _, other := range names {
			seen[other] = seen[other] || same(other)
		}
		list := replaced(func(row reflect.Value) { row.FieldByName("Calls").SetString(strings.Join(left, " ")) })
		if r.unmissed(table, list, name) {
			r.t.Errorf("%s: no fixture misses %s", where, r.label(row, name))
		}
	}
	for i := range row.NumField() {
		field := row.Type().Field(i)
		if slices.Contains(prose, field.Name) || row.Field(i).IsZero() {
			continue
		}
		miss := func(what string, change func(v reflect.Value)) {
			if r.unmissed(table, replaced(func(row reflect.Value) { change(row.Field(i)) }), names...) {
				r.t.Errorf("%s: no fixture misses %s %s of %s", where, field.Name, what, r.label(row, strings.Join(names, " ")))
			}
		}
		switch v := row.Field(i); v.Kind() {
		case reflect.String:
			words := strings.Fields(v.String())
			for j, w := range words {
				left := strings.Join(slices.Delete(slices.Clone(words), j, j+1), " ")
				miss(w, func(v reflect.Value) { v.SetString(left) })
			}
		case reflect.Map:
			for _, key := range sorted(v) {
				small := without(v, key)
				miss(key, func(v reflect.Value) { v.Set(small) })
			}
		default:
			miss("", func(v reflect.Value) { v.SetZero() })
		}
	}
}

// label tells rows of the same name apart.
func (r *remover) label(row reflect.Value, name string) string {
	for _, field := range [...]string{"Arg", "Needs"} {
		if v := row.FieldByName(field); v.IsValid() && v.String() != "" {
			name += " (" + v.String() + ")"
		}
	}
	return name
}

// unmissed says whether the fixtures that have one of some names, or all of them when
// there is none, read the same with another table.
func (r *remover) unmissed(table int, with reflect.Value, names ...string) bool {
	k := reflect.New(r.whole.Type())
	for i := range r.whole.NumField() {
		if r.whole.Type().Field(i).IsExported() {
			k.Elem().Field(i).Set(r.whole.Field(i))
		}
	}
	k.Elem().Field(table).Set(with)
	language := k.Interface().(Knowledge)
	for _, f := range r.fixtures {
		has := len(names) == 0
		for _, name := range names {
			has = has || strings.Contains(f.text, tail(name))
		}
		if has && r.read(language, f) != f.facts {
			return false
		}
	}
	return true
}

// tail is the last word of a name, which code that uses it has to say.
func tail(name string) string {
	name = strings.TrimRight(name, "()")
	if i := strings.LastIndexAny(name, "./"); i >= 0 {
		name = name[i+1:]
	}
	return name
}

func without(v reflect.Value, key string) reflect.Value {
	out := reflect.MakeMap(v.Type())
	for _, k := range v.MapKeys() {
		if k.String() != key {
			out.SetMapIndex(k, v.MapIndex(k))
		}
	}
	return out
}

func sorted(v reflect.Value) []string {
	var out []string
	for _, k := range v.MapKeys() {
		out = append(out, k.String())
	}
	sort.Strings(out)
	return out
}
