package source

import (
	"io/fs"
	"path"
	"path/filepath"
)

// single is one file that is nowhere but here.
type single struct {
	name string
	text []byte
}

// Stdin is a set of one file: what an editor or a pipe hands over, under the
// name that it would have.
func Stdin(name string, text []byte) *Set {
	name = path.Clean("/" + filepath.ToSlash(name))[1:]
	if name == "" {
		name = "stdin"
	}
	s := newSet("", single{name, text}, Options{MaxSize: max(int64(len(text)), 1)})
	s.Entries = []Entry{{escape(name), int64(len(text))}}
	s.finish()
	return s
}

func (s single) read(p string, _ bool, _ int64, _ []byte) ([]byte, error) {
	if p != s.name {
		return nil, fs.ErrNotExist
	}
	return s.text, nil
}

func (s single) glob(pattern string) []string {
	if ok, err := path.Match(path.Clean(pattern), s.name); err != nil || !ok {
		return nil
	}
	return []string{s.name}
}

func (single) close() error { return nil }
