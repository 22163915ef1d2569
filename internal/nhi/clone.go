package nhi

import (
	"reflect"
	"sync"
)

// Clone is a copy of facts that shares nothing that changes: who keeps what an
// analyzer saw hands out copies, as the join changes its own. Files are the same, as
// spans are told apart by them, and derived ones are among those.
func (f *Facts) Clone() *Facts {
	if f == nil {
		return nil
	}
	return clone(reflect.ValueOf(f)).Interface().(*Facts)
}

// clone copies a value with what it points to.
func clone(v reflect.Value) reflect.Value {
	if !changes(v.Type()) {
		return v
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(clone(v.Elem()))
		return out
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		if !changes(v.Type().Elem()) {
			reflect.Copy(out, v)
			return out
		}
		for i := range v.Len() {
			out.Index(i).Set(clone(v.Index(i)))
		}
		return out
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, k := range v.MapKeys() {
			out.SetMapIndex(k, clone(v.MapIndex(k)))
		}
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		out.Set(v)
		for _, i := range fields(v.Type()) {
			out.Field(i).Set(clone(v.Field(i)))
		}
		return out
	}
	panic("nhi: facts cannot hold a " + v.Type().String())
}

// changes says whether a copy of a value would share something that may change: it
// does not of a file, nor of a secret.
func changes(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer:
		return t != reflect.TypeFor[*File]()
	case reflect.Struct:
		return len(fields(t)) > 0
	case reflect.Slice, reflect.Map, reflect.Interface, reflect.Array, reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return true
	}
	return false
}

// known are the fields of each type that a copy would share.
var known sync.Map // of reflect.Type to []int

func fields(t reflect.Type) []int {
	if list, ok := known.Load(t); ok {
		return list.([]int)
	}
	var out []int
	if t != reflect.TypeFor[Secret]() {
		for i := range t.NumField() {
			if t.Field(i).IsExported() && changes(t.Field(i).Type) { // the join sets the others, which comes later
				out = append(out, i)
			}
		}
	}
	known.Store(t, out)
	return out
}
