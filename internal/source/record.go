package source

import (
	"sort"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Record is a Tree that remembers what was asked of a set: the key under which a
// unit's facts can be cached.
type Record struct {
	set   *Set
	mu    sync.Mutex
	reads map[string]bool
	globs map[string]bool
}

// Record begins a record.
func (s *Set) Record() *Record {
	return &Record{set: s, reads: map[string]bool{}, globs: map[string]bool{}}
}

// Read is Set.Read. Paths that are not there are remembered too: facts may rest
// on their absence.
func (r *Record) Read(path string) (*nhi.File, error) {
	r.mu.Lock()
	r.reads[path] = true
	r.mu.Unlock()
	return r.set.Read(path)
}

// Archive is Set.Archive.
func (r *Record) Archive(path string) ([]byte, error) {
	r.mu.Lock()
	r.reads[path] = true
	r.mu.Unlock()
	return r.set.Archive(path)
}

// Glob is Set.Glob.
func (r *Record) Glob(pattern string) []string {
	r.mu.Lock()
	r.globs[pattern] = true
	r.mu.Unlock()
	return r.set.Glob(pattern)
}

// Listed is Set.Listed.
func (r *Record) Listed(path string) bool {
	r.mu.Lock()
	r.reads[path] = true
	r.mu.Unlock()
	return r.set.Listed(path)
}

// Look is Set.Look, and is not remembered: every file of a set is looked at.
func (r *Record) Look(path string, scratch *[]byte, keep func(text []byte) bool) (*nhi.File, error) {
	return r.set.Look(path, scratch, keep)
}

// Add takes in what was asked elsewhere.
func (r *Record) Add(reads, globs []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range reads {
		r.reads[p] = true
	}
	for _, g := range globs {
		r.globs[g] = true
	}
}

// Asked are the paths and patterns in order.
func (r *Record) Asked() (reads, globs []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for p := range r.reads {
		reads = append(reads, p)
	}
	for g := range r.globs {
		globs = append(globs, g)
	}
	sort.Strings(reads)
	sort.Strings(globs)
	return reads, globs
}
