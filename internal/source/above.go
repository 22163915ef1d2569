package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Above finds a small file that speaks for all of some roots: in the folder that
// their paths are relative to, or in the closest one above it, up to the top of
// its repository and no further. in is the way from the file's folder to that of
// the roots, with forward slashes. A file that is there and cannot be read is an
// error.
func Above(roots []string, name string) (f *nhi.File, in string, err error) {
	base, err := displayOf(roots)
	if err != nil {
		return nil, "", err
	}
	top := gitTop(base)
	if top == "" {
		top = base
	}
	return upwards(base, top, name, func(dir string) ([]byte, error) { return ReadSmall(filepath.Join(dir, name)) })
}

// AboveAt is Above in a revision of the repository that the roots lie in.
func AboveAt(roots []string, rev, name string) (f *nhi.File, in string, err error) {
	base, err := displayOf(roots)
	if err != nil {
		return nil, "", err
	}
	g, err := openGit(base)
	if err != nil {
		return nil, "", err
	}
	tree, err := g.id(rev, base)
	if err != nil {
		return nil, "", err
	}
	return upwards(base, g.top, name, func(dir string) ([]byte, error) {
		rel, err := filepath.Rel(g.top, filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		return g.file(tree, filepath.ToSlash(rel))
	})
}

// ReadAt reads a small file of a revision, by its path from the top of the
// repository that a folder lies in.
func ReadAt(dir, rev, name string) ([]byte, error) {
	g, err := openGit(dir)
	if err != nil {
		return nil, err
	}
	tree, err := g.id(rev, dir)
	if err != nil {
		return nil, err
	}
	return g.file(tree, name)
}

// file reads a small file of a tree.
func (g git) file(tree, name string) ([]byte, error) {
	out, err := g.run(context.Background(), nil, "ls-tree", "-z", "--full-tree", tree, "--", name)
	if err != nil {
		return nil, err
	}
	head, _, _ := strings.Cut(string(out), "\t")
	part := strings.Fields(head)
	if len(part) != 3 || part[1] != "blob" || !strings.HasPrefix(part[0], "100") {
		return nil, fmt.Errorf("read %s: %w", escape(name), fs.ErrNotExist)
	}
	text, err := g.run(context.Background(), nil, "cat-file", "blob", part[2])
	if err == nil && len(text) > DefaultMaxSize {
		err = errors.New("too large")
	}
	return text, err
}

// upwards reads a file in a folder, else in the closest one above it.
func upwards(base, top, name string, read func(dir string) ([]byte, error)) (f *nhi.File, in string, err error) {
	shown := name
	for dir := base; ; dir, shown = filepath.Dir(dir), "../"+shown {
		text, err := read(dir)
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

// displayOf is the folder that paths below some roots are relative to.
func displayOf(roots []string) (string, error) {
	if len(roots) == 0 {
		roots = []string{"."}
	}
	var names []*named
	for _, r := range roots {
		n, err := nameRoot(r)
		if err != nil {
			return "", err
		}
		names = append(names, n)
	}
	return displayRoot(names)
}
