package source

import (
	"fmt"
	"sync"
)

// gitFault is an error of git itself: nothing more can be read.
type gitFault struct{ error }

func (f gitFault) Error() string { return fmt.Sprintf("git cat-file: %v", f.error) }
func (f gitFault) Unwrap() error { return f.error }

// arrived is an object that git gave.
type arrived struct {
	text []byte
	err  error
}

// How far reading goes ahead: a question at a time would change between two
// processes for every file. The ids have to fit a pipe, which holds 4 KiB where it
// holds least, as nothing is read while they are written.
const (
	aheadFiles = 48
	aheadBytes = 1 << 20
)

// Plan says which files are about to be read, in order.
func (s *Set) Plan(names []string) {
	b, ok := s.back.(*objects)
	if !ok {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.plan, b.at, b.next, b.ahead = make([]string, len(names)), make(map[string]int, len(names)), 0, map[string]arrived{}
	for i, n := range names {
		b.plan[i] = unescape(n)
		b.at[b.plan[i]] = i
	}
}

// window are the files to ask for when one is wanted: it, and what is planned after
// it.
func (b *objects) window(p string) []string {
	out := []string{p}
	i, ok := b.at[p]
	if !ok || i < b.next {
		return out
	}
	bytes := int64(0)
	for b.next = i + 1; b.next < len(b.plan) && len(out) < aheadFiles; b.next++ {
		f := b.files[b.plan[b.next]]
		if f == nil || f.size < 0 || b.texts.has(f.id) {
			continue
		}
		if bytes += f.size; bytes > aheadBytes {
			break
		}
		out = append(out, b.plan[b.next])
	}
	return out
}

// maxTexts bounds what two sets share, in bytes.
const maxTexts = 64 << 20

// texts are bytes of objects by their id, of files that somebody kept.
type texts struct {
	mu   sync.Mutex
	byID map[string][]byte
	size int
}

func (t *texts) get(id string) ([]byte, bool) {
	if t == nil {
		return nil, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	text, ok := t.byID[id]
	return text, ok
}

func (t *texts) has(id string) bool {
	_, ok := t.get(id)
	return ok
}

func (t *texts) put(id string, text []byte) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byID == nil {
		t.byID = map[string][]byte{}
	}
	if _, ok := t.byID[id]; !ok && t.size+len(text) <= maxTexts {
		t.byID[id] = text
		t.size += len(text)
	}
}
