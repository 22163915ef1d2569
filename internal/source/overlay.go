package source

import "path/filepath"

// overlay serves some files from memory and the rest from where they are.
type overlay struct {
	backend
	texts map[string][]byte // by raw path
}

// Overlay gives files, by their absolute path, a text that they do not have on the
// disk: what an editor holds. Files that are not there are not added. It is called
// before anything is read.
func (s *Set) Overlay(texts map[string][]byte) {
	over := overlay{s.back, map[string][]byte{}}
	for file, text := range texts {
		if dir, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
			file = filepath.Join(dir, filepath.Base(file))
		}
		if rel, err := filepath.Rel(s.Root, file); err == nil && filepath.IsLocal(rel) {
			over.texts[filepath.ToSlash(rel)] = text
		}
	}
	s.back = over
}

func (o overlay) read(p string, plain bool, max int64, buf []byte) ([]byte, error) {
	text, ok := o.texts[p]
	if !ok {
		return o.backend.read(p, plain, max, buf)
	}
	if int64(len(text)) > max {
		return nil, tooLarge(int64(len(text)), max)
	}
	return append(buf[:0], text...), nil
}
