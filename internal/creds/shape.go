package creds

import (
	"math"
	"strings"
)

// class is a set of bytes.
type class [256]bool

// set makes a class of ranges written as pairs: "azAZ09" and single bytes after
// a space: "azAZ09 _-".
func set(spec string) *class {
	var c class
	ranges, singles, _ := strings.Cut(spec, " ")
	for i := 0; i+1 < len(ranges); i += 2 {
		for b := int(ranges[i]); b <= int(ranges[i+1]); b++ {
			c[b] = true
		}
	}
	for i := 0; i < len(singles); i++ {
		c[singles[i]] = true
	}
	return &c
}

var (
	alnum   = set("azAZ09")
	word    = set("azAZ09 _-")
	letters = set("azAZ")
	lowhex  = set("09af")
	anyhex  = set("09afAF")
	base32  = set("AZ27")
	lowdig  = set("az09")
	digits  = set("09")
	base64s = set("azAZ09 +/")
	base64e = set("azAZ09 +/=")
	wordDot = set("azAZ09 _-.")
	azure   = set("azAZ09 _~.-")
	wordEq  = set("azAZ09 _-=")
	base64u = set("azAZ09 _-+/=")
)

// piece is a literal, or a run of a class between two lengths.
type piece struct {
	set      *class
	min, max int
	lit      string
}

// shape is a sequence of pieces. Runs are greedy and never give back, which is
// all that token formats need and keeps matching linear.
type shape []piece

func run(c *class, min, max int) piece { return piece{set: c, min: min, max: max} }
func lit(s string) piece               { return piece{lit: s} }

// one is the commonest shape: a run of one class.
func one(c *class, min, max int) []shape { return []shape{{run(c, min, max)}} }

// match returns the end of the shape in text from offset at, or -1. The text
// must not go on with the class of the last run.
func (s shape) match(text string, at int) int {
	var last *class
	for _, p := range s {
		if p.set == nil {
			if !strings.HasPrefix(text[at:], p.lit) {
				return -1
			}
			at += len(p.lit)
			continue
		}
		n := 0
		for n < p.max && at+n < len(text) && p.set[text[at+n]] {
			n++
		}
		if n < p.min {
			return -1
		}
		at += n
		last = p.set
	}
	if at < len(text) {
		b := text[at]
		if alnum[b] || b == '_' || last != nil && last[b] && b != '=' && b != '.' {
			return -1
		}
	}
	return at
}

// entropy is Shannon's, in bits a byte.
func entropy(s string) float64 {
	if s == "" {
		return 0
	}
	var n [256]int
	for i := 0; i < len(s); i++ {
		n[s[i]]++
	}
	h, total := 0.0, float64(len(s))
	for _, c := range n {
		if c > 0 {
			p := float64(c) / total
			h -= p * math.Log2(p)
		}
	}
	return h
}
