package source

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"path"
	"strings"
)

// OpenDiff lists the work tree, as Open does; Set.Changed says which of its files
// differ from a commit or tree, new ones included. Bytes are compared as they are:
// git would have to run the filters that the repository's own attributes name.
func OpenDiff(roots []string, rev string, o Options) (*Set, error) {
	dir := "."
	if len(roots) > 0 {
		dir = roots[0]
	}
	g, err := openGit(dir)
	if err != nil {
		return nil, err
	}
	listing, err := g.tree(rev, dir)
	if err != nil {
		return nil, err
	}
	ids := map[string]string{}
	for _, line := range fields(listing) {
		if head, p, ok := strings.Cut(line, "\t"); ok {
			if parts := strings.Fields(head); len(parts) == 3 && parts[1] == "blob" {
				ids[p] = parts[2]
			}
		}
	}
	s, err := Open(roots, o)
	if err != nil {
		return nil, err
	}
	s.Changed = map[string]bool{}
	prefix := s.Prefix()
	for i := range s.Entries {
		e := &s.Entries[i]
		id, known := ids[path.Join(prefix, unescape(e.Path))]
		f, err := s.Read(e.Path)
		if err == nil {
			e.Size = int64(f.Len())
		}
		if !known || err != nil || blobID(f.Bytes(), len(id)) != id {
			s.Changed[e.Path] = true
		}
	}
	return s, nil
}

// blobID is git's name of a text, in so many hexadecimal digits.
func blobID(text []byte, digits int) string {
	var h hash.Hash = sha1.New()
	if digits == 2*sha256.Size {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// tree lists a commit or tree, every file with its id.
func (g git) tree(rev, dir string) ([]byte, error) {
	id, err := g.id(rev, dir)
	if err != nil {
		return nil, err
	}
	out, err := g.run(context.Background(), nil, "ls-tree", "-r", "-z", "--full-tree", id)
	if err != nil {
		return nil, fmt.Errorf("open revision %s of %s: %w", escape(rev), escape(dir), err)
	}
	return out, nil
}

// id names the tree of a revision.
func (g git) id(rev, dir string) (string, error) {
	if rev == "" || rev[0] == '-' || strings.ContainsAny(rev, "\x00\n") {
		return "", fmt.Errorf("open revision %s: not a revision", escape(rev))
	}
	id, err := g.run(context.Background(), nil, "rev-parse", "--verify", "--quiet", rev+"^{tree}")
	if err != nil {
		why := "no such revision"
		if out, err := g.run(context.Background(), nil, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(string(out)) == "true" {
			why += " in this shallow clone: fetch it first (git fetch origin REVISION; for actions/checkout, fetch-depth: 0)"
		}
		return "", fmt.Errorf("open revision %s of %s: %s", escape(rev), escape(dir), why)
	}
	return strings.TrimSpace(string(id)), nil
}
