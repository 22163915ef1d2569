package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Editor writes files below a scan root that were read before: it refuses what
// lies elsewhere, is reached through a link, is no regular file, or is not what was
// read any more.
type Editor struct{ root *os.Root }

// OpenEditor opens a scan root for writing.
func OpenEditor(root string) (*Editor, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, fmt.Errorf("open %s: %s", escape(root), cause(err))
	}
	return &Editor{r}, nil
}

// Close releases the root.
func (e *Editor) Close() error { return e.root.Close() }

// Check says whether a file, by its path as a Set gives it, may be replaced.
func (e *Editor) Check(name string, was []byte) error {
	_, err := e.check(name, was)
	return err
}

func (e *Editor) check(name string, was []byte) (fs.FileMode, error) {
	p := unescape(name)
	if !inside(p) || path.Clean(p) != p {
		return 0, fmt.Errorf("write %s: it is outside of the scan root", name)
	}
	var info fs.FileInfo
	parts := strings.Split(p, "/")
	for i := range parts {
		var err error
		if info, err = e.root.Lstat(strings.Join(parts[:i+1], "/")); err != nil {
			return 0, fmt.Errorf("write %s: %s", name, cause(err))
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return 0, fmt.Errorf("write %s: it is a link, or lies behind one", name)
		}
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("write %s: it is no regular file", name)
	}
	if info.Size() != int64(len(was)) {
		return 0, fmt.Errorf("write %s: it has changed since it was read", name)
	}
	f, err := e.root.Open(p)
	if err != nil {
		return 0, fmt.Errorf("write %s: %s", name, cause(err))
	}
	defer f.Close()
	now, err := io.ReadAll(io.LimitReader(f, int64(len(was))+1))
	if err != nil {
		return 0, fmt.Errorf("write %s: %s", name, cause(err))
	}
	if !bytes.Equal(now, was) {
		return 0, fmt.Errorf("write %s: it has changed since it was read", name)
	}
	return info.Mode().Perm(), nil
}

// Replace gives a file another text: all of it or nothing, by a file beside it that
// takes its place, with the same permissions.
func (e *Editor) Replace(name string, was, text []byte) (err error) {
	mode, err := e.check(name, was)
	if err != nil {
		return err
	}
	p := unescape(name)
	beside := path.Join(path.Dir(p), ".nhivet-"+path.Base(p)+".tmp")
	f, err := e.root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fmt.Errorf("write %s: %s", name, cause(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, e.root.Remove(beside))
		}
	}()
	_, err = f.Write(text)
	if err == nil {
		err = f.Chmod(mode) // what the umask took
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write %s: %s", name, cause(err))
	}
	if err := e.root.Rename(beside, p); err != nil {
		return fmt.Errorf("write %s: %s", name, cause(err))
	}
	return nil
}
