package scan

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/nhivet/nhivet/internal/source"
)

// look is what classifying one of git's objects under a path told: it rests on
// nothing but the path and the bytes.
type look struct {
	kind byte
	size int64 // of the bytes
}

// The kinds.
const (
	idle       = 'i' // nobody claims it, and it carries no ignore
	claimed    = 'c' // somebody does, or it does
	binaryKind = 'b' // source.Binary
	generated  = 'g' // source.Generated
)

// passes are the kinds that reading a file tells of.
var passes = map[source.Reason]byte{source.Binary: binaryKind, source.Generated: generated}

func reasonOf(kind byte) source.Reason {
	for r, k := range passes {
		if k == kind {
			return r
		}
	}
	return ""
}

// A record is a hash of path and id, the kind, and the size: most files of a
// repository hold nothing, and that is said in 25 bytes.
const (
	keyBytes    = 20
	recordBytes = keyBytes + 1 + 4
	// maxLooks bounds one repository's records, of 6.5 MB.
	maxLooks = 1 << 18
)

type lookKey [keyBytes]byte

func keyOf(path, id string) lookKey {
	text := make([]byte, 0, 160)
	text = append(append(append(text, id...), 0), path...)
	sum := sha256.Sum256(text)
	return lookKey(sum[:keyBytes])
}

// looks are those of earlier runs, as records in order of their keys, and of this
// one.
type looks struct {
	old []byte

	mu    sync.Mutex
	fresh map[lookKey]look
	used  []bool // records of old
}

// newLooks takes records that a cache gave; what is malformed is none.
func newLooks(records []byte) *looks {
	if len(records)%recordBytes != 0 {
		records = nil
	}
	return &looks{old: records, fresh: map[lookKey]look{}, used: make([]bool, len(records)/recordBytes)}
}

func (l *looks) get(path, id string) (look, bool) {
	if l == nil || id == "" {
		return look{}, false
	}
	key := keyOf(path, id)
	n := len(l.old) / recordBytes
	lo, hi := 0, n
	for lo < hi {
		if mid := (lo + hi) / 2; bytes.Compare(l.old[mid*recordBytes:mid*recordBytes+keyBytes], key[:]) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if lo < n {
		if r := l.old[lo*recordBytes : (lo+1)*recordBytes]; lookKey(r[:keyBytes]) == key {
			l.used[lo] = true
			return look{r[keyBytes], int64(binary.BigEndian.Uint32(r[keyBytes+1:]))}, true
		}
	}
	k, ok := l.fresh[key]
	return k, ok
}

func (l *looks) put(path, id string, k look) {
	if l == nil || id == "" || k.size > source.DefaultMaxSize {
		return
	}
	l.mu.Lock()
	l.fresh[keyOf(path, id)] = k
	l.mu.Unlock()
}

// learnt says whether this run has added any.
func (l *looks) learnt() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.fresh) > 0
}

// known is source.Options.Known.
func (l *looks) known(path, id string) (byte, int64, bool) {
	k, ok := l.get(path, id)
	return k.kind, k.size, ok
}

// records are all of them for the next run; nil where it has them already. Over
// the bound those that this run had no need of go.
func (l *looks) records() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.fresh) == 0 {
		return nil
	}
	n := len(l.old) / recordBytes
	whole := n+len(l.fresh) <= maxLooks
	list := make([][]byte, 0, n+len(l.fresh))
	for i := range n {
		if r := l.old[i*recordBytes : (i+1)*recordBytes]; whole || l.used[i] {
			if _, again := l.fresh[lookKey(r[:keyBytes])]; !again {
				list = append(list, r)
			}
		}
	}
	for key, k := range l.fresh {
		r := append(make([]byte, 0, recordBytes), key[:]...)
		list = append(list, binary.BigEndian.AppendUint32(append(r, k.kind), uint32(k.size)))
	}
	slices.SortFunc(list, bytes.Compare)
	return slices.Concat(list[:min(len(list), maxLooks)]...)
}

// recalled is a set whose files and units need not all be read.
type recalled struct {
	*source.Record
	set   *source.Set
	looks *looks
	units *units
	lists sync.Map // what list worked out
}

// look says what an earlier one at a file told: when it was listed, or since then.
func (r *recalled) look(path string) (look, bool) {
	if kind, size, ok := r.set.Known(path); ok {
		return look{kind, size}, true
	}
	if !r.looks.learnt() {
		return look{}, false
	}
	id, _ := r.set.Blob(path)
	return r.looks.get(path, id)
}

// recall says what an earlier look at a file told that nobody claims, and counts one
// that was passed over as reading it would.
func (r *recalled) recall(path string) (look, bool) {
	k, ok := r.look(path)
	if !ok || k.kind == claimed {
		return k, false
	}
	if why := reasonOf(k.kind); why != "" {
		r.set.Pass(path, why)
	}
	return k, true
}

func (r *recalled) learn(path string, kind byte) {
	id, size := r.set.Blob(path)
	r.looks.put(path, id, look{kind, size})
}
