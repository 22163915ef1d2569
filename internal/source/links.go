package source

import (
	"os"
	"path"
	"path/filepath"
)

// link is a symbolic link. root says that the caller named it.
type link struct {
	in   *bound
	path string
	root bool
}

// follow decides about a link, when everything else is listed. What it leads to
// inside the tree is read once, under its own name where that is wanted.
func (w *walker) follow(l link, seen map[string]bool) {
	shown := escape(l.path)
	rel, _ := l.in.rel(l.path)
	info, err := l.in.root.Stat(rel)
	if os.IsNotExist(err) {
		w.set.skip(shown, Link, "it leads nowhere")
		return
	}
	var real string
	if err == nil {
		real, err = l.in.resolve(rel)
	}
	if err != nil {
		w.set.skip(shown, Link, "it leaves the tree")
		w.set.notice(shown, "link not followed: it leaves the tree")
		return
	}
	target := l.in.join(real)
	wanted := info.Mode().IsRegular() && w.o.wants(shown) && inside(real) && !w.set.listed[escape(target)] && !seen[target]
	if wanted && !l.root {
		// A wanted target that is not listed was passed over for a reason.
		n := w.root(target)
		wanted = n != nil && !w.o.wants(escape(target)) && !w.passed(n, target) && (w.o.IncludeIgnored || !ignoredFile(l.in.dir, real))
	}
	switch {
	case !wanted, w.o.SkipLinks:
		w.set.skip(shown, Link, "")
	case info.Size() > w.set.max:
		e := tooLarge(info.Size(), w.set.max)
		w.set.skip(shown, Oversized, e.Detail)
		w.set.notice(shown, e.Detail)
	default:
		seen[target] = true
		w.set.Entries = append(w.set.Entries, Entry{shown, info.Size()})
	}
}

// ignoredFile asks the ignore files about one path, given below a folder.
func ignoredFile(dir, rel string) bool {
	abs := filepath.Join(dir, filepath.FromSlash(rel))
	top := gitTop(filepath.Dir(abs))
	if top == "" {
		top = dir
	}
	rel = slashRel(top, abs)
	if up := path.Dir(rel); up != "." {
		if _, ignored := chainTo(top, up); ignored {
			return true
		}
	}
	chain, _ := chainTo(top, rel)
	return chain.ignores(rel, false)
}
