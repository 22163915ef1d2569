package scan

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// units are what analyzers said of files and units in earlier runs and in this one:
// to which units a file counts, by its path and object id, and the facts of a unit,
// by its files and theirs. Facts also rest on what was asked of the tree, which is
// kept beside them and asked again.
//
// Kept is what the inventory shows, and of the files' text nothing: units with a
// written secret are not kept, and none whose facts hold the text of one that
// another unit knows.
type units struct {
	// old are those of earlier runs: a table in order of keys, of the key and where
	// its record ends in the text behind it.
	old  string
	n    int
	text string

	mu      sync.Mutex
	recent  map[lookKey]string // of earlier runs too, kept apart
	fresh   map[lookKey]string
	pending map[lookKey]string // not yet seen to hold no secret
	used    []bool             // records of old
	// gone are records with a text that is known to be a secret now.
	gone map[lookKey]bool
}

// unitEntry is the bytes of a row of the table.
const unitEntry = keyBytes + 4

// maxUnits bounds the text of one repository's units, in bytes; the cache takes
// entries of 16 MiB.
const maxUnits = 12 << 20

// newUnits takes what a cache gave; what is malformed is none. What a few runs learnt
// is kept apart, so that not everything is written again at every commit.
func newUnits(stored, recent []byte) *units {
	u := &units{recent: map[lookKey]string{}, fresh: map[lookKey]string{}, pending: map[lookKey]string{}, gone: map[lookKey]bool{}}
	u.parse(recent)
	for i := range u.n {
		if key, text := u.record(i); key != "" {
			u.recent[lookKey([]byte(key))] = text
		}
	}
	u.parse(stored)
	return u
}

func (u *units) parse(stored []byte) {
	u.old, u.n, u.text, u.used = "", 0, "", nil
	if len(stored) < 4 {
		return
	}
	n := int(binary.BigEndian.Uint32(stored))
	if table := 4 + n*unitEntry; n <= len(stored)/unitEntry && table <= len(stored) {
		all := string(stored)
		u.old, u.n, u.text = all[4:table], n, all[table:]
		u.used = make([]bool, n)
	}
}

func (u *units) record(i int) (key, text string) {
	end := func(i int) int {
		if i < 0 {
			return 0
		}
		row := u.old[i*unitEntry:]
		return int(uint32(row[keyBytes])<<24 | uint32(row[keyBytes+1])<<16 | uint32(row[keyBytes+2])<<8 | uint32(row[keyBytes+3]))
	}
	from, to := end(i-1), end(i)
	if from > to || to > len(u.text) {
		return "", ""
	}
	return u.old[i*unitEntry : i*unitEntry+keyBytes], u.text[from:to]
}

func (u *units) get(key lookKey) (string, bool) {
	lo, hi := 0, u.n
	for lo < hi {
		if mid := (lo + hi) / 2; u.old[mid*unitEntry:mid*unitEntry+keyBytes] < string(key[:]) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if lo < u.n && !u.gone[key] {
		if k, text := u.record(lo); k == string(key[:]) {
			u.used[lo] = true
			return text, true
		}
	}
	for _, m := range []map[lookKey]string{u.recent, u.fresh} {
		if text, ok := m[key]; ok {
			return text, true
		}
	}
	text, ok := u.pending[key]
	return text, ok
}

func (u *units) put(key lookKey, text []byte) {
	u.mu.Lock()
	u.pending[key] = string(text)
	u.mu.Unlock()
}

// settle takes in what was learnt since it was called, once all secrets of a scan are
// known, and lets go of what holds one of those.
func (u *units) settle(r redactor) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if r.replacer != nil {
		u.clean(r)
	}
	for key, text := range u.pending {
		if r.clean(text) {
			u.fresh[key] = text
		}
	}
	clear(u.pending)
}

func (u *units) clean(r redactor) {
	for _, m := range []map[lookKey]string{u.recent, u.fresh} {
		for key, text := range m {
			if !r.clean(text) {
				delete(m, key)
				u.gone[key] = true
			}
		}
	}
	if r.clean(u.text) {
		return
	}
	for i := range u.n {
		if key, text := u.record(i); key != "" && !r.clean(text) {
			u.gone[lookKey([]byte(key))] = true
		}
	}
}

// recentPart is how large a part of all the recent ones grow, in bytes.
const recentPart = 8

// records are all of them for the next run, those that are kept apart last; nil where
// it has them already. Over the bound those that this run had no need of go.
func (u *units) records() (all, recent []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.fresh)+len(u.gone) == 0 {
		return nil, nil
	}
	maps.Copy(u.recent, u.fresh)
	list, size := make([]record, 0, u.n+len(u.recent)), 0
	for key, text := range u.recent {
		list = append(list, record{string(key[:]), text})
		size += len(text) + unitEntry
	}
	if size < len(u.text)/recentPart && len(u.gone) == 0 {
		return nil, recorded(list)
	}
	size += len(u.text)
	for i := range u.n {
		if key, text := u.record(i); key != "" && !u.gone[lookKey([]byte(key))] && (size <= maxUnits || u.used[i]) {
			if _, again := u.recent[lookKey([]byte(key))]; !again {
				list = append(list, record{key, text})
			}
		}
	}
	return recorded(list), recorded(nil)
}

type record struct{ key, text string }

// recorded is what newUnits takes.
func recorded(list []record) []byte {
	slices.SortFunc(list, func(a, b record) int { return cmp.Compare(a.key, b.key) })
	total := 0
	for i, r := range list {
		if total+len(r.text) > maxUnits {
			list = list[:i]
			break
		}
		total += len(r.text)
	}
	out := make([]byte, 0, 4+len(list)*unitEntry+total)
	out = binary.BigEndian.AppendUint32(out, uint32(len(list)))
	end := 0
	for _, r := range list {
		end += len(r.text)
		out = binary.BigEndian.AppendUint32(append(out, r.key...), uint32(end))
	}
	for _, r := range list {
		out = append(out, r.text...)
	}
	return out
}

// claimedBy is what is kept of a file that somebody claims.
type claimedBy struct {
	// Marked files may hold an inline ignore, or a mark of another tool: their text is
	// wanted.
	Marked bool
	Claims []namedClaim
}

type namedClaim struct{ Analyzer, Unit string }

func claimKey(path, id string) lookKey { return keyOf(path+"\x00claims", id) }

func (r *recalled) claimsOf(path, id string) (kept claimedBy, ok bool) {
	text, ok := r.units.get(claimKey(path, id))
	return kept, ok && id != "" && unpack(text, nil, &kept) == nil
}

func named(claims []claim) (out []namedClaim) {
	for _, c := range claims {
		out = append(out, namedClaim{c.analyzer.Name, c.unit})
	}
	return out
}

// claims are those of a file, as they were.
func (r *recalled) claims(path string, byName map[string]*nhi.Analyzer) ([]claim, bool) {
	id, _ := r.set.Blob(path)
	kept, ok := r.claimsOf(path, id)
	if !ok || kept.Marked {
		return nil, false
	}
	out := make([]claim, 0, len(kept.Claims))
	for _, c := range kept.Claims {
		a := byName[c.Analyzer]
		if a == nil {
			return nil, false
		}
		out = append(out, claim{a, c.Unit})
	}
	return out, true
}

// claimed keeps the claims of a file.
func (r *recalled) claimed(path string, marked bool, claims []claim) {
	id, _ := r.set.Blob(path)
	if id == "" {
		return
	}
	kept := claimedBy{marked, named(claims)}
	if text, _, err := pack(&kept, nil); err == nil {
		r.units.put(claimKey(path, id), text)
	}
}

// said is what one analyzer said of a unit.
type said struct {
	// Reads are the paths that were asked for, each with the id of the object and
	// whether it is listed; Globs the patterns with a hash of what they list.
	Reads, IDs []string
	Listed     []bool
	Globs      []string
	Lists      []string
	// Paths are the files that the facts have places in; Facts are packed.
	Paths []string
	Facts string
}

// recall counts the files of which everything is known, gives the others that
// somebody claims to their units unread, and returns those that are to be read.
func (c *collector) recall(paths []string) []string {
	byName := make(map[string]*nhi.Analyzer, len(c.analyzers))
	for _, a := range c.analyzers {
		byName[a.Name] = a
	}
	var left []string
	type file struct {
		*nhi.File
		claims []claim
	}
	var known []file
	for _, p := range paths {
		k, ok := c.memory.recall(p)
		if ok {
			if k.kind == idle {
				c.read, c.bytes = c.read+1, c.bytes+k.size
			}
			continue
		}
		if k.kind == claimed {
			if claims, ok := c.memory.claims(p, byName); ok {
				if f, err := c.memory.set.Later(p); err == nil {
					c.read, c.bytes = c.read+1, c.bytes+int64(f.Len())
					known = append(known, file{f, claims})
					continue
				}
			}
		}
		left = append(left, p)
	}
	c.memory.set.Plan(left)
	c.each(len(known), func(i int) { c.assign(known[i].File, known[i].claims) })
	return left
}

// unitKey names a unit by its files. It is not ok where one of them is none of git's.
func (r *recalled) unitKey(a *nhi.Analyzer, u *nhi.Unit) (key lookKey, ok bool) {
	return unitKey(a, u, r.id)
}

func (r *recalled) id(path string) string {
	id, _ := r.set.Blob(path)
	return id
}

func unitKey(a *nhi.Analyzer, u *nhi.Unit, id func(path string) string) (key lookKey, ok bool) {
	if a.Renders {
		return key, false // its derived files are wanted
	}
	h := sha256.New()
	line := make([]byte, 0, 256)
	line = append(append(append(line, a.Name...), 0), u.Key...)
	for _, f := range u.Files {
		id := id(f.Path)
		if id == "" || f.Derived() {
			return key, false
		}
		line = append(append(append(append(line, 0), f.Path...), 0), id...)
		if len(line) > 1<<12 {
			h.Write(line)
			line = line[:0]
		}
	}
	h.Write(line)
	return lookKey(h.Sum(nil)[:keyBytes]), true
}

// unit is what an analyzer said of a unit before; nil where it has to be asked. The
// ids of files are given, and files that stand for others of the set.
func (r *recalled) unit(key lookKey, u *nhi.Unit, id func(path string) string, instead map[string]*nhi.File) *nhi.Facts {
	text, ok := r.units.get(key)
	if !ok {
		return nil
	}
	var s said
	if unpack(text, nil, &s) != nil || len(s.IDs) != len(s.Reads) || len(s.Listed) != len(s.Reads) || len(s.Lists) != len(s.Globs) {
		return nil
	}
	for i, p := range s.Reads {
		if id(source.Clean(p)) != s.IDs[i] || r.set.Listed(p) != s.Listed[i] {
			return nil
		}
	}
	for i, g := range s.Globs {
		if r.list(g) != s.Lists[i] {
			return nil
		}
	}
	files := make([]*nhi.File, len(s.Paths))
	for i, p := range s.Paths {
		if f := instead[p]; f != nil {
			files[i] = f
			continue
		}
		f, err := r.set.Later(p)
		if err != nil {
			return nil
		}
		files[i] = f
	}
	facts := &nhi.Facts{}
	if unpack(s.Facts, files, facts) != nil {
		return nil
	}
	r.asked(u, s.Reads, s.Globs)
	return facts
}

// asked takes in what a unit asked for besides its own files: without those the unit
// is another one.
func (r *recalled) asked(u *nhi.Unit, reads, globs []string) {
	own := make(map[string]bool, len(u.Files))
	for _, f := range u.Files {
		own[f.Path] = true
	}
	r.Add(slices.DeleteFunc(reads, func(p string) bool { return own[source.Clean(p)] }), globs)
}

// list is a hash of what a pattern lists, worked out once for a set.
func (r *recalled) list(pattern string) string {
	if sum, ok := r.lists.Load(pattern); ok {
		return sum.(string)
	}
	h := sha256.Sum256([]byte(strings.Join(r.set.Glob(pattern), "\x00")))
	sum := string(h[:keyBytes])
	r.lists.Store(pattern, sum)
	return sum
}

// asking is a tree for one unit, which remembers what is asked of it apart.
func (r *recalled) asking() *source.Record { return r.set.Record() }

// keep keeps what an analyzer said of a unit, with what it asked for.
func (r *recalled) keep(key lookKey, u *nhi.Unit, asked *source.Record, facts *nhi.Facts) {
	s := said{}
	s.Reads, s.Globs = asked.Asked()
	known := map[string]bool{}
	for _, f := range u.Files {
		known[f.Path] = true
	}
	for _, p := range s.Reads {
		id, _ := r.set.Blob(source.Clean(p))
		s.IDs, s.Listed = append(s.IDs, id), append(s.Listed, r.set.Listed(p))
		known[source.Clean(p)] = true
	}
	for _, g := range s.Globs {
		s.Lists = append(s.Lists, r.list(g))
	}
	packed, paths, err := pack(facts, func(f *nhi.File) bool { return known[f.Path] && !f.Derived() })
	if err != nil {
		return
	}
	s.Facts, s.Paths = string(packed), paths
	if text, _, err := pack(&s, nil); err == nil {
		r.units.put(key, text)
	}
}
