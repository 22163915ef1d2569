package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Above finds a small file that speaks for all of some roots: in the folder that
// their paths are relative to, or in the closest one above it, up to the top of
// its repository and no further. in is the way from the file's folder to that of
// the roots, with forward slashes. A file that is there and cannot be read is an
// error.
func Above(roots []string, name string) (f *nhi.File, in string, err error) {
	if len(roots) == 0 {
		roots = []string{"."}
	}
	var names []*named
	for _, r := range roots {
		n, err := nameRoot(r)
		if err != nil {
			return nil, "", err
		}
		names = append(names, n)
	}
	base, err := displayRoot(names)
	if err != nil {
		return nil, "", err
	}
	top := gitTop(base)
	if top == "" {
		top = base
	}
	shown := name
	for dir := base; ; dir, shown = filepath.Dir(dir), "../"+shown {
		text, err := ReadSmall(filepath.Join(dir, name))
		if err == nil {
			if in, err = filepath.Rel(dir, base); err != nil || in == "." {
				in = ""
			}
			return nhi.NewFile(shown, text), filepath.ToSlash(in), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, "", fmt.Errorf("read %s: %s", shown, cause(err))
		}
		if dir == top {
			return nil, "", fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
		}
	}
}
