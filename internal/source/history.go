package source

import (
	"context"
	"fmt"
	"os"
	"path"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/gitignore"
)

// OpenHistory lists every version of every file that the commits of a range added
// or changed, each text once, under the commit that brought it: COMMIT:PATH, as git
// show takes it. The range is what git log takes; HEAD is everything that led to it.
func OpenHistory(dir, revisions string, o Options) (*Set, error) {
	g, err := openGit(dir)
	if err != nil {
		return nil, err
	}
	if revisions == "" || strings.ContainsAny(revisions, "\x00\n") {
		return nil, fmt.Errorf("open the history of %s: not a range", escape(dir))
	}
	// Raw lists of names: no diff is made, so nothing that attributes name is run.
	args := []string{"log", "--format=%x01%H", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-show-signature",
		"--no-mailmap", "--no-notes", "--no-color", "-O" + os.DevNull, // files that the configuration may name
		"--diff-filter=AMT", "-m", "--reverse", "-z", "--end-of-options"}
	out, err := g.run(context.Background(), nil, append(append(args, strings.Fields(revisions)...), "--")...)
	if err != nil {
		return nil, fmt.Errorf("open the history of %s: %w", escape(dir), err)
	}
	back := &objects{git: g, files: map[string]*blob{}}
	s := newSet(g.top, back, o)
	exclude := gitignore.New(o.Exclude...).In(o.In)
	none := func(string) bool { return false }
	seen := map[string]bool{}
	commit := ""
	list := strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 || r == '\n' })
	for i := 0; i < len(list); i++ {
		if id, ok := strings.CutPrefix(list[i], "\x01"); ok {
			commit = id[:min(len(id), 12)]
			continue
		}
		// :100644 100644 <id> <id> M, and the path in the next field
		parts := strings.Fields(list[i])
		if len(parts) != 5 || list[i][0] != ':' || i+1 == len(list) {
			continue
		}
		i++
		p, id := list[i], parts[3]
		if parts[1] == "120000" || parts[1] == "160000" || !objectID(id) || !inside(p) || seen[id] || commit == "" {
			continue
		}
		seen[id] = true
		vendored := false
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			vendored = vendored || vendoredDir(d, none)
		}
		if vendored || generatedName(p) || exclude.Match(p, false) == gitignore.Ignored || !o.wants(escape(p)) {
			continue
		}
		back.files[commit+":"+p] = &blob{id: id, size: -1}
	}
	for p := range back.files {
		back.paths = append(back.paths, p)
	}
	sort.Strings(back.paths)
	if err := back.sizes(back.paths); err != nil {
		return nil, err
	}
	for _, p := range back.paths {
		switch b := back.files[p]; {
		case b.size < 0:
			s.skip(escape(p), Unreadable, "git does not have its bytes")
		case b.size > s.max:
			s.skip(escape(p), Oversized, tooLarge(b.size, s.max).Detail)
		default:
			s.Entries = append(s.Entries, Entry{escape(p), b.size})
		}
	}
	s.finish()
	return s, nil
}
