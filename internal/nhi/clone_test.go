package nhi_test

import (
	"reflect"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// fill puts something into every field of a value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*nhi.File]() {
			v.Set(reflect.ValueOf(nhi.NewFile("a", []byte("text"))))
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[nhi.Secret]() {
			v.Set(reflect.ValueOf(nhi.NewSecret("secret")))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() { // the join sets the others, which comes later
				fill(v.Field(i))
			}
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Float64:
		v.SetFloat(1)
	default:
		panic(v.Type().String())
	}
}

// shared are the paths at which two values have the same memory.
func shared(t *testing.T, at string, a, b reflect.Value) {
	switch a.Kind() {
	case reflect.Pointer:
		if a.Type() == reflect.TypeFor[*nhi.File]() {
			if a.Pointer() != b.Pointer() {
				t.Errorf("%s: another file", at)
			}
			return
		}
		if a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", at)
		}
		shared(t, at, a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", at)
		}
		for i := range a.Len() {
			shared(t, at+"[]", a.Index(i), b.Index(i))
		}
	case reflect.Map:
		if a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", at)
		}
	case reflect.Struct:
		if a.Type() == reflect.TypeFor[nhi.Secret]() {
			return
		}
		for i := range a.NumField() {
			if !a.Type().Field(i).IsExported() {
				continue
			}
			shared(t, at+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	}
}

// TestClone fills every field there is, so that one that is added is copied too.
func TestClone(t *testing.T) {
	var f nhi.Facts
	fill(reflect.ValueOf(&f).Elem())
	c := f.Clone()
	if !reflect.DeepEqual(&f, c) {
		t.Errorf("the copy is another:\n%+v\n%+v", f, c)
	}
	shared(t, "Facts", reflect.ValueOf(&f).Elem(), reflect.ValueOf(c).Elem())
	if (*nhi.Facts)(nil).Clone() != nil {
		t.Error("a copy of nothing")
	}
}
