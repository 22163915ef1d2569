package source

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// maxFolders is how many folders are held open: a core reads in one or two, and
// files come in order of their paths.
const maxFolders = 32

// folders are open folders of a bound. os.Root opens every folder on the way to a
// file anew, which costs more than reading a small file does.
type folders struct {
	mu   sync.Mutex
	open []*folder
}

type folder struct {
	rel   string
	root  *os.Root
	file  *os.File // holds fd open, where the system has such
	fd    int
	users int
}

func (f *folder) close() {
	if f.file != nil {
		f.file.Close()
	}
	f.root.Close()
}

// use gives the folder at a path below the root; done gives it back.
func (s *folders) use(root *os.Root, rel string) (*folder, error) {
	s.mu.Lock()
	for _, f := range s.open {
		if f.rel == rel {
			f.users++
			s.mu.Unlock()
			return f, nil
		}
	}
	s.mu.Unlock()
	r, err := root.OpenRoot(rel)
	if err != nil {
		return nil, err
	}
	f := &folder{rel: rel, root: r, users: 1}
	if f.file, f.fd, err = descriptor(r); err != nil {
		r.Close()
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.open) >= maxFolders {
		for i, old := range s.open {
			if old.users == 0 {
				old.close()
				s.open = append(s.open[:i], s.open[i+1:]...)
				break
			}
		}
	}
	s.open = append(s.open, f)
	return f, nil
}

func (s *folders) done(f *folder) {
	s.mu.Lock()
	f.users--
	s.mu.Unlock()
}

func (s *folders) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.open {
		f.close()
	}
	s.open = nil
}

// plain reads a file that was listed as a regular one. ok is false where it is
// none any more, or a link.
func (b *bound) plain(rel string, max int64, buf []byte) (text []byte, ok bool, err error) {
	if f, ok, err := b.top.open(b.root, rel, false); ok {
		if err != nil {
			return nil, true, err
		}
		return f.readPlain(max, buf)
	}
	dir, base := path.Split(rel)
	if dir = path.Clean(dir); base == "" {
		return nil, false, nil
	}
	in, err := b.folders.use(b.root, dir)
	if err != nil {
		return nil, false, nil
	}
	defer b.folders.done(in)
	return readPlain(in, base, max, buf)
}

// content reads a regular file and nothing else, at most max bytes, however it
// grows meanwhile.
func content(f *os.File, max int64) ([]byte, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fs.ErrNotExist
	case !info.Mode().IsRegular():
		return nil, &SkipError{Reason: Special, Detail: "not a regular file"}
	case info.Size() > max:
		return nil, tooLarge(info.Size(), max)
	}
	return readUpTo(f, info.Size(), max, nil)
}

// readDir lists a folder, in no order.
func (b *bound) readDir(rel string) ([]os.DirEntry, error) {
	raw, ok, err := b.top.open(b.root, rel, true)
	var f *os.File
	if !ok {
		f, err = b.root.Open(rel)
	} else if err == nil {
		f = os.NewFile(uintptr(raw), rel)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// entry is the path of what stands in a folder, "." and "" being the top.
func entry(dir, name string) string {
	if dir == "" || dir == "." {
		return name
	}
	return dir + "/" + name
}
