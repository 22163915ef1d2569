package scan

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"reflect"
	"slices"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// What is remembered of facts is packed: of a struct a mark of the fields that are
// not zero and those, of a place its file's number and its offsets. A field that is
// added to the vocabulary is packed like the others. The text of a secret is not
// packed: who has one is refused.

var errUnpackable = errors.New("not to be packed")

// layout is how a type is packed, worked out once.
type layout struct {
	kind   reflect.Kind
	span   bool
	secret bool
	fields []*layout // of a struct
	elem   *layout   // of a slice, pointer or map
	key    *layout   // of a map
	err    error
}

var layouts sync.Map // by type

func layoutOf(t reflect.Type) *layout {
	if l, ok := layouts.Load(t); ok {
		return l.(*layout)
	}
	l := &layout{kind: t.Kind()}
	switch {
	case t == reflect.TypeFor[nhi.Span]():
		l.span = true
	case t == reflect.TypeFor[nhi.Secret]():
		l.secret = true
	case t == reflect.TypeFor[nhi.File]():
		l.err = fmt.Errorf("%w: %v", errUnpackable, t)
	default:
		l.fill(t)
	}
	layouts.Store(t, l)
	return l
}

func (l *layout) fill(t reflect.Type) {
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64, reflect.Uint8:
	case reflect.Slice, reflect.Pointer:
		l.elem = layoutOf(t.Elem())
	case reflect.Map:
		l.key, l.elem = layoutOf(t.Key()), layoutOf(t.Elem())
		if t.Key().Kind() != reflect.String {
			l.err = fmt.Errorf("%w: %v", errUnpackable, t)
		}
	case reflect.Struct:
		if t.NumField() > 64 { // bits of a mark
			l.err = fmt.Errorf("%w: %v", errUnpackable, t)
		}
		for i := range t.NumField() {
			// What is not exported is for the join.
			inner := &layout{err: fmt.Errorf("%w: %s of %v", errUnpackable, t.Field(i).Name, t)}
			if t.Field(i).IsExported() {
				inner = layoutOf(t.Field(i).Type)
			}
			l.fields = append(l.fields, inner)
		}
	default:
		l.err = fmt.Errorf("%w: %v", errUnpackable, t)
	}
}

// packer writes.
type packer struct {
	out   []byte
	files map[*nhi.File]int
	paths []string
	// takes says whether a place in a file may be packed.
	takes func(f *nhi.File) bool
}

// pack gives a value's bytes, and the paths of the files that it has places in.
func pack(value any, takes func(f *nhi.File) bool) (out []byte, paths []string, err error) {
	p := &packer{files: map[*nhi.File]int{}, takes: takes}
	v := reflect.ValueOf(value).Elem()
	if err := p.put(layoutOf(v.Type()), v); err != nil {
		return nil, nil, err
	}
	return p.out, p.paths, nil
}

func (p *packer) number(n int) { p.out = binary.AppendUvarint(p.out, uint64(n)) }

func (p *packer) text(s string) {
	p.number(len(s))
	p.out = append(p.out, s...)
}

func (p *packer) put(l *layout, v reflect.Value) error {
	switch {
	case l.err != nil:
		return l.err
	case l.span:
		return p.span(v.Interface().(nhi.Span))
	case l.secret:
		if s := v.Interface().(nhi.Secret); !s.Empty() {
			return fmt.Errorf("%w: a secret", errUnpackable)
		}
		return nil
	}
	switch l.kind {
	case reflect.String:
		p.text(v.String())
	case reflect.Bool:
		p.out = append(p.out, 0)
		if v.Bool() {
			p.out[len(p.out)-1] = 1
		}
	case reflect.Int, reflect.Int64:
		p.out = binary.AppendVarint(p.out, v.Int())
	case reflect.Uint8:
		p.out = append(p.out, byte(v.Uint()))
	case reflect.Pointer:
		if v.IsNil() {
			p.out = append(p.out, 0)
			return nil
		}
		p.out = append(p.out, 1)
		return p.put(l.elem, v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			p.number(0)
			return nil
		}
		p.number(v.Len() + 1)
		for i := range v.Len() {
			if err := p.put(l.elem, v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		if v.IsNil() {
			p.number(0)
			return nil
		}
		p.number(v.Len() + 1)
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return compareText(a.String(), b.String()) })
		for _, k := range keys {
			p.text(k.String())
			if err := p.put(l.elem, v.MapIndex(k)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		mark := uint64(0)
		for i := range l.fields {
			if !v.Field(i).IsZero() {
				mark |= 1 << i
			}
		}
		p.out = binary.AppendUvarint(p.out, mark)
		for ; mark != 0; mark &= mark - 1 {
			i := bits.TrailingZeros64(mark)
			if err := p.put(l.fields[i], v.Field(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (p *packer) span(s nhi.Span) error {
	if s.File == nil {
		p.number(0)
		p.out = binary.AppendVarint(binary.AppendVarint(p.out, int64(s.Start)), int64(s.End))
		return nil
	}
	n, ok := p.files[s.File]
	if !ok {
		if !p.takes(s.File) {
			return fmt.Errorf("%w: a place in %s", errUnpackable, s.File.Path)
		}
		n = len(p.paths)
		p.files[s.File] = n
		p.paths = append(p.paths, s.File.Path)
	}
	p.number(n + 1)
	p.out = binary.AppendVarint(binary.AppendVarint(p.out, int64(s.Start)), int64(s.End))
	return nil
}

// unpacker reads. What is malformed makes it bad, and the rest zero.
type unpacker struct {
	in    string
	bad   bool
	files []*nhi.File
}

// unpack fills a value with what pack gave for one of its type.
func unpack(in string, files []*nhi.File, value any) error {
	u := &unpacker{in: in, files: files}
	v := reflect.ValueOf(value).Elem()
	u.get(layoutOf(v.Type()), v)
	if u.bad || u.in != "" {
		return errors.New("malformed")
	}
	return nil
}

func (u *unpacker) uvarint() uint64 {
	var x uint64
	for i := range min(len(u.in), binary.MaxVarintLen64) {
		b := u.in[i]
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			u.in = u.in[i+1:]
			return x
		}
	}
	u.bad, u.in = true, ""
	return 0
}

func (u *unpacker) varint() int64 {
	x := u.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

// count reads how many follow; each takes a byte at least, or none of a secret.
func (u *unpacker) count() int {
	n := u.uvarint()
	if n > uint64(len(u.in))+1 {
		u.bad, u.in = true, ""
		return 0
	}
	return int(n)
}

func (u *unpacker) text() string {
	n := u.uvarint()
	if n > uint64(len(u.in)) {
		u.bad, u.in = true, ""
		return ""
	}
	s := u.in[:n]
	u.in = u.in[n:]
	return s
}

func (u *unpacker) byte() byte {
	if u.in == "" {
		u.bad = true
		return 0
	}
	b := u.in[0]
	u.in = u.in[1:]
	return b
}

func (u *unpacker) get(l *layout, v reflect.Value) {
	switch {
	case l.err != nil || u.bad:
		u.bad = true
		return
	case l.span:
		*v.Addr().Interface().(*nhi.Span) = u.span()
		return
	case l.secret:
		return
	}
	switch l.kind {
	case reflect.String:
		v.SetString(u.text())
	case reflect.Bool:
		v.SetBool(u.byte() == 1)
	case reflect.Int, reflect.Int64:
		v.SetInt(u.varint())
	case reflect.Uint8:
		v.SetUint(uint64(u.byte()))
	case reflect.Pointer:
		if u.byte() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			u.get(l.elem, v.Elem())
		}
	case reflect.Slice:
		n := u.count() - 1
		if n < 0 {
			return
		}
		list := reflect.MakeSlice(v.Type(), n, n)
		for i := range n {
			u.get(l.elem, list.Index(i))
		}
		v.Set(list)
	case reflect.Map:
		n := u.count() - 1
		if n < 0 {
			return
		}
		if m, ok := v.Addr().Interface().(*map[string]string); ok { // most are
			*m = make(map[string]string, n)
			for range n {
				key := u.text()
				(*m)[key] = u.text()
			}
			return
		}
		m := reflect.MakeMapWithSize(v.Type(), n)
		for range n {
			key := reflect.New(v.Type().Key()).Elem()
			key.SetString(u.text())
			value := reflect.New(v.Type().Elem()).Elem()
			u.get(l.elem, value)
			m.SetMapIndex(key, value)
		}
		v.Set(m)
	case reflect.Struct:
		mark := u.uvarint()
		if mark>>len(l.fields) != 0 {
			u.bad = true
			return
		}
		for ; mark != 0; mark &= mark - 1 {
			i := bits.TrailingZeros64(mark)
			u.get(l.fields[i], v.Field(i))
		}
	}
}

func (u *unpacker) span() nhi.Span {
	n := u.uvarint()
	s := nhi.Span{Start: int(u.varint()), End: int(u.varint())}
	if n == 0 {
		return s
	}
	if n > uint64(len(u.files)) {
		u.bad = true
		return nhi.Span{}
	}
	s.File = u.files[n-1]
	if !s.Valid() {
		u.bad = true
	}
	return s
}
