package source

import "path/filepath"

// overlay serves some files from memory and the rest from where they are.
type overlay struct {
	backend
	texts map[string][]byte // by raw path
}

// Overlay gives files, by their absolute path, a text that they do not have on the
// disk: what an editor holds. Those that are not there are listed where somebody
// wants them. It is called before anything is read.
func (s *Set) Overlay(texts map[string][]byte, o Options) {
	s.lay(overlay{s.back, s.texts(texts)}, o)
}

// texts are those of files below the root, by raw path.
func (s *Set) texts(texts map[string][]byte) map[string][]byte {
	out := make(map[string][]byte, len(texts))
	for file, text := range texts {
		if dir, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
			file = filepath.Join(dir, filepath.Base(file))
		}
		if rel, err := filepath.Rel(s.Root, file); err == nil && filepath.IsLocal(rel) {
			out[filepath.ToSlash(rel)] = text
		}
	}
	return out
}

// lay puts texts over what was listed.
func (s *Set) lay(over overlay, o Options) {
	for p, text := range over.texts {
		if shown := escape(p); !s.listed[shown] && o.wants(shown) && !s.has(p) {
			s.Entries = append(s.Entries, Entry{shown, int64(len(text))})
			s.added[shown] = true
		}
	}
	s.back = over
	s.finish()
}

// has says whether a file is there, listed or not.
func (s *Set) has(p string) bool {
	_, err := s.back.read(p, false, s.max, nil)
	return err == nil
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
