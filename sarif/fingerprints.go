package sarif

import (
	"crypto/sha1"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// The keys under which fingerprints are written.
const (
	// lineHashKey is the only one that GitHub reads.
	lineHashKey = "primaryLocationLineHash"
	// findingKey is ours. Its version changes when its input does.
	findingKey = "nhivet/v1"
)

// window is the number of characters that GitHub's line hash looks at, base its
// multiplier, and end the value that it puts behind the last character
// (github/codeql-action, src/fingerprints.ts).
const (
	window = 100
	base   = 37
	end    = 0xFFFF
)

// lineHashes computes GitHub's hash of every line of a file and hands them out in
// order of lines, which count from 1. A hash covers the 100 characters that are neither space nor
// tab from the start of the line on, running into the lines that follow, so it
// does not change with indentation or with what stands above. Characters are
// UTF-16 units, and every kind of line break counts as one line feed. The number
// behind the colon tells equal hashes of one file apart.
func lineHashes(text []byte, each func(line int, sum uint64, n int)) {
	h := hasher{seen: map[uint64]int{}, each: each}
	for i := range h.lines {
		h.lines[i] = -1
	}
	h.top = 1
	for range window {
		h.top *= base
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			size = malformed(text[i:])
		}
		if r > 0xFFFF {
			// The two halves of a surrogate pair.
			h.push(0xD800 + uint64(r-0x10000)>>10)
			h.push(0xDC00 + uint64(r-0x10000)&0x3FF)
		} else {
			h.push(uint64(r))
		}
		i += size
	}
	h.push(end)
	for range window {
		h.flush()
		h.roll(0)
	}
}

// lineHash is the hash as it is written.
func lineHash(sum uint64, n int) string {
	return strconv.FormatUint(sum, 16) + ":" + strconv.Itoa(n)
}

// hasher is the state of a rolling hash: a ring of the last characters, and for
// each slot the line that starts there.
type hasher struct {
	ring   [window]uint64
	lines  [window]int
	at     int
	sum    uint64
	top    uint64 // base to the power of window
	line   int    // the last line that has begun
	inside bool   // it goes on
	cr     bool   // the character before was a carriage return
	seen   map[uint64]int
	each   func(line int, sum uint64, n int)
}

func (h *hasher) push(c uint64) {
	if c == ' ' || c == '\t' || h.cr && c == '\n' {
		h.cr = false
		return
	}
	h.cr = c == '\r'
	if h.cr {
		c = '\n'
	}
	h.flush()
	if !h.inside {
		h.inside = true
		h.line++
		h.lines[h.at] = h.line
	}
	if c == '\n' {
		h.inside = false
	}
	h.roll(c)
}

// flush gives out the hash of the line that starts at the oldest slot, if one
// does. Lines come out in order.
func (h *hasher) flush() {
	line := h.lines[h.at]
	if line < 0 {
		return
	}
	h.lines[h.at] = -1
	h.seen[h.sum]++
	h.each(line, h.sum, h.seen[h.sum])
}

func (h *hasher) roll(c uint64) {
	h.sum = base*h.sum + c - h.top*h.ring[h.at]
	h.ring[h.at] = c
	h.at = (h.at + 1) % window
}

// malformed is the length of the bytes that a decoder of the WHATWG standard
// replaces by one U+FFFD: the longest beginning of a character, or one byte. Go
// replaces every byte on its own.
func malformed(b []byte) int {
	lead := b[0]
	low, high, more := byte(0x80), byte(0xBF), 0
	switch {
	case 0xC2 <= lead && lead <= 0xDF:
		more = 1
	case 0xE0 <= lead && lead <= 0xEF:
		more = 2
		if lead == 0xE0 {
			low = 0xA0
		} else if lead == 0xED {
			high = 0x9F
		}
	case 0xF0 <= lead && lead <= 0xF4:
		more = 3
		if lead == 0xF0 {
			low = 0x90
		} else if lead == 0xF4 {
			high = 0x8F
		}
	}
	n := 1
	for n <= more && n < len(b) && low <= b[n] && b[n] <= high {
		low, high = 0x80, 0xBF
		n++
	}
	return n
}

// guid is a UUID of version 5 (RFC 9562) in the namespace of URLs: the standard
// identifies components and taxa by GUIDs, and these are the same in every run.
func guid(parts ...string) string {
	url := informationURI
	for _, p := range parts {
		url += "/" + p
	}
	space := [16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	sum := sha1.Sum(append(space[:], url...))
	u := sum[:16]
	u[6] = u[6]&0x0F | 0x50
	u[8] = u[8]&0x3F | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[0:4], u[4:6], u[6:8], u[8:10], u[10:16])
}
