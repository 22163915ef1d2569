// Package cache keeps what one run found for the next, in files of a folder of the
// user's. An entry is whole or not there: it is written beside its place and moved,
// and it is believed only with its checksum, under its own name. Nothing here fails:
// a cache that cannot be used has no entries. What an entry means is for others to
// say.
package cache

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
)

// The bounds of the folder: what is over goes, the oldest first, down to three
// quarters of them.
const (
	maxBytes   = 128 << 20
	maxEntries = 2_000
	maxEntry   = 16 << 20 // of one
)

// magic begins every file; its last byte is the version of the form.
var magic = []byte("nhivet\x00\x01")

// Store is the folder. A nil store keeps nothing.
type Store struct{ root *os.Root }

// Open opens the folder of a name, and makes it where it is not there. It is nil
// where that fails, where the name is a link, and where others may write to it.
func Open(dir string) *Store {
	if !filepath.IsAbs(dir) {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil
	}
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	return &Store{root}
}

// Close closes the folder.
func (s *Store) Close() {
	if s != nil {
		s.root.Close()
	}
}

// Get is the entry of a name, nil where there is none.
func (s *Store) Get(name string) []byte {
	if s == nil || !plain(name) {
		return nil
	}
	// A link or a pipe in its place is no entry.
	if info, err := s.root.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > maxEntry {
		return nil
	}
	f, err := s.root.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxEntry {
		return nil
	}
	text := make([]byte, info.Size())
	if _, err := io.ReadFull(f, text); err != nil {
		return nil
	}
	head := len(magic) + sha256.Size
	if len(text) < head || !bytes.HasPrefix(text, magic) {
		return nil
	}
	if sum := sumOf(name, text[head:]); !bytes.Equal(sum[:], text[len(magic):head]) {
		return nil
	}
	return text[head:]
}

// Put writes an entry, in the place of one that is there. Others see the old one or
// the new one.
func (s *Store) Put(name string, text []byte) {
	if s == nil || !plain(name) || len(text)+len(magic)+sha256.Size > maxEntry {
		return
	}
	var random [8]byte
	rand.Read(random[:])
	beside := name + unfinished + hex.EncodeToString(random[:])
	f, err := s.root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return
	}
	sum := sumOf(name, text)
	_, err = f.Write(append(append(bytes.Clone(magic), sum[:]...), text...))
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = s.root.Rename(beside, name)
	}
	if err != nil {
		s.root.Remove(beside)
		return
	}
	s.evict()
}

// unfinished stands in the name of a file that is being written. What a run that
// was ended left goes when it is the oldest.
const unfinished = ".new-"

// evict holds the bounds.
func (s *Store) evict() {
	dir, err := s.root.Open(".")
	if err != nil {
		return
	}
	defer dir.Close()
	list, err := dir.ReadDir(-1)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	total := int64(0)
	for _, e := range list {
		info, err := e.Info()
		if name, _, _ := strings.Cut(e.Name(), unfinished); err != nil || !plain(name) || !info.Mode().IsRegular() {
			continue // nothing of ours
		}
		files = append(files, info)
		total += info.Size()
	}
	if total <= maxBytes && len(files) <= maxEntries {
		return
	}
	sort.Slice(files, func(i, j int) bool { return files[i].ModTime().Before(files[j].ModTime()) })
	left := len(files)
	for _, f := range files {
		if total <= maxBytes*3/4 && left <= maxEntries*3/4 {
			break
		}
		if err := s.root.Remove(f.Name()); err == nil || errors.Is(err, fs.ErrNotExist) {
			total, left = total-f.Size(), left-1
		}
	}
}

// sumOf covers the name: an entry that was moved is another's.
func sumOf(name string, text []byte) [sha256.Size]byte {
	h := sha256.New()
	io.WriteString(h, name+"\x00")
	h.Write(text)
	return [sha256.Size]byte(h.Sum(nil))
}

// plain says whether a name is one that Name made.
func plain(name string) bool {
	kind, sum, ok := strings.Cut(name, "-")
	return ok && kind != "" && len(sum) == 32 && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") == "" && strings.Trim(sum, "0123456789abcdef") == ""
}

// Name is the name of what is kept under a key: of one kind, and made of
// everything that it rests on.
func Name(kind string, key ...string) string {
	h := sha256.New()
	for _, k := range key {
		io.WriteString(h, k+"\x00")
	}
	return kind + "-" + hex.EncodeToString(h.Sum(nil)[:16])
}
