package creds

import (
	"hash/crc32"
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

// Base62 digits in the order that GitHub and npm use for checksums.
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// Checksum62 is the CRC-32 (IEEE) of body in six base-62 digits, as it ends
// GitHub's and npm's tokens ("Behind GitHub's new authentication token formats",
// GitHub engineering blog, 2021; npm adopted the same form that year).
func Checksum62(body string) string {
	n := crc32.ChecksumIEEE([]byte(body))
	out := [6]byte{'0', '0', '0', '0', '0', '0'}
	for i := 5; n > 0; i-- {
		out[i] = base62[n%62]
		n /= 62
	}
	return string(out[:])
}

// crc62 checks a token of a prefix that ends in "_", a body, and its checksum.
func crc62(token string) bool {
	_, rest, _ := strings.Cut(token, "_")
	n := len(rest) - 6
	return n > 0 && Checksum62(rest[:n]) == rest[n:]
}

// marked wants a text inside the token, such as OpenAI's marker.
func marked(mark string) func(string) bool {
	return func(token string) bool { return strings.Contains(token, mark) }
}
