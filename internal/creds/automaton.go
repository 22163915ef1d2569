package creds

import (
	_ "embed"
	"encoding/binary"
	"sync"
	"unsafe"
)

// The search for anchors: one pass over the bytes by an Aho-Corasick automaton
// with a full table, made at generate time. A step waits for a load from the
// table, so several lanes go through parts of a text in one loop and hide each
// other's waiting.

//go:generate env UPDATE=1 go test -run TestAutomaton .

//go:embed automaton.bin
var automatonFile []byte

// lanes is how many parts of a text are read in one loop. Measured on amd64, with
// two steps a round: four 1.30 GB/s, six 1.18, eight 1.05, since beyond four the
// states and places no longer fit the registers.
const lanes = 4

// automaton is a table of states, a row for each and a column for each class of
// bytes that no anchor tells apart.
type automaton struct {
	column [256]uint32
	// next is the first entry of the next state's row.
	next []uint32
	// accepting rows start here.
	accepting uint32
	width     uint32
	// found lists, for each accepting row, the anchors that end there.
	found [][]uint16
	// longest anchor, in bytes.
	longest int
}

// The file is: width, states, states that accept nothing, longest; a column for
// each of 256 bytes; the table; then for each accepting state a count and the
// anchors' numbers. All numbers are 16 bits, little-endian.
var loaded = sync.OnceValue(func() *automaton {
	at := 0
	number := func() uint32 {
		v := binary.LittleEndian.Uint16(automatonFile[at:])
		at += 2
		return uint32(v)
	}
	a := &automaton{}
	a.width = number()
	states, silent := number(), number()
	a.longest = int(number())
	a.accepting = silent * a.width
	for b := range a.column {
		a.column[b] = number()
	}
	a.next = make([]uint32, states*a.width)
	for i := range a.next {
		a.next[i] = number() * a.width
	}
	a.found = make([][]uint16, states-silent)
	for i := range a.found {
		list := make([]uint16, number())
		for j := range list {
			list[j] = uint16(number())
		}
		a.found[i] = list
	}
	return a
})

// step goes on by one byte.
func (a *automaton) step(s uint32, b byte) uint32 { return a.next[s+a.column[b]] }

// each calls hit for the accepting states of a text: where a match ends, and the
// anchors that end there. Hits come in no order.
func (a *automaton) each(b []byte, hit func(end int, anchors []uint16)) {
	n := len(b) / lanes &^ 1 // a round is two steps
	if n < 4*a.longest {     // a short text is not worth the seams
		a.line(0, b, 0, len(b), hit)
		return
	}
	a.parallel(b[:n*lanes], n, hit)
	a.line(a.warm(b, n*lanes), b, n*lanes, len(b), hit)
}

// warm is the state before an offset.
func (a *automaton) warm(b []byte, at int) (s uint32) {
	for _, c := range b[max(0, at-a.longest):at] {
		s = a.step(s, c)
	}
	return s
}

// line goes through one stretch of a text.
func (a *automaton) line(s uint32, b []byte, from, to int, hit func(int, []uint16)) {
	for i := from; i < to; i++ {
		if s = a.step(s, b[i]); s >= a.accepting {
			hit(i+1, a.found[(s-a.accepting)/a.width])
		}
	}
}

// parallel goes through four stretches of n bytes, two steps a round.
func (a *automaton) parallel(b []byte, n int, hit func(int, []uint16)) {
	s0, s1, s2, s3 := uint32(0), a.warm(b, n), a.warm(b, 2*n), a.warm(b, 3*n)
	p0, p1, p2, p3 := b[:n], b[n:2*n], b[2*n:3*n], b[3*n:4*n]
	next, column, t := a.next, &a.column, a.accepting
	for i := 0; i+1 < len(p0) && i+1 < len(p1) && i+1 < len(p2) && i+1 < len(p3); i += 2 {
		r0 := next[s0+column[p0[i]]]
		r1 := next[s1+column[p1[i]]]
		r2 := next[s2+column[p2[i]]]
		r3 := next[s3+column[p3[i]]]
		s0 = next[r0+column[p0[i+1]]]
		s1 = next[r1+column[p1[i+1]]]
		s2 = next[r2+column[p2[i+1]]]
		s3 = next[r3+column[p3[i+1]]]
		if r0 >= t || r1 >= t || r2 >= t || r3 >= t || s0 >= t || s1 >= t || s2 >= t || s3 >= t {
			a.report([2][lanes]uint32{{r0, r1, r2, r3}, {s0, s1, s2, s3}}, i+1, n, hit)
		}
	}
}

// report calls hit for a round. It is rare, and stays out of the loop's registers.
//
//go:noinline
func (a *automaton) report(round [2][lanes]uint32, end, n int, hit func(int, []uint16)) {
	for step, states := range round {
		for lane, s := range states {
			if s >= a.accepting {
				hit(end+step+lane*n, a.found[(s-a.accepting)/a.width])
			}
		}
	}
}

// view is a text over bytes that nobody changes, as those of a file: verifiers
// take strings, and a copy of every file with an anchor would cost as much as the
// search.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
