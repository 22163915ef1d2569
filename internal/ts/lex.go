package ts

import "strings"

type kind uint8

const (
	end kind = iota
	word
	private // #name
	number
	text
	template // its first quote; the parser goes on
	punct
)

// token is a stretch of the source. fresh says that a line ended before it.
type token struct {
	start, end int32
	kind       kind
	// code is an operator of one byte itself, or a longer operator or a keyword as a
	// constant; 0 for every other token.
	code  uint8
	fresh bool
}

const (
	// maxDepth is how deep statements and expressions are followed. People nest less
	// than a tenth of it.
	maxDepth = 300
	// maxChain is how many operators, calls or members in a row are followed.
	maxChain = 1000
	// maxErrors is how many errors are kept of a file.
	maxErrors = 10
	// MaxSize is the largest source in bytes that is read. People write files of a
	// few hundred kilobytes at most; programs write the rest.
	MaxSize = 4 << 20
)

const (
	letter uint8 = iota
	digit
	blank
	newline
	quote
	other
)

// class sorts bytes; letters and digits come first.
var class = func() (c [256]uint8) {
	for i := range c {
		c[i] = other
		switch b := byte(i); {
		case b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b == '$' || b >= 0x80:
			c[i] = letter
		case b >= '0' && b <= '9':
			c[i] = digit
		}
	}
	c[' '], c['\t'], c['\f'], c['\v'] = blank, blank, blank, blank
	c['\n'], c['\r'] = newline, newline
	c['"'], c['\''] = quote, quote
	return c
}()

// next reads the token behind the last one.
func (p *parser) next() {
	p.last = p.tok.end
	p.tok = p.scan(p.pos)
	p.pos = int(p.tok.end)
}

// peek is the token behind the one at hand.
func (p *parser) peek() token { return p.scan(p.pos) }

// scan reads a token from i on. A slash is an operator, whatever it starts.
func (p *parser) scan(i int) token {
	src := p.src
	fresh := false
	for i < len(src) {
		b := src[i]
		switch class[b] {
		case blank:
			i++
			continue
		case newline:
			fresh = true
			i++
			continue
		case letter:
			if b >= 0x80 {
				if n, line := space(src[i:]); n > 0 {
					fresh = fresh || line
					i += n
					continue
				}
			}
			j := name(src, i)
			t := token{start: int32(i), end: int32(j), kind: word, fresh: fresh}
			if n := j - i; n >= 2 && n <= 10 && b >= 'a' && b <= 'z' {
				t.code = keyword(src[i:j])
			}
			return t
		case digit:
			return token{int32(i), int32(numberEnd(src, i)), number, 0, fresh}
		case quote:
			return token{int32(i), int32(p.textEnd(i)), text, 0, fresh}
		}
		switch b {
		case '/':
			if strings.HasPrefix(src[i:], "//") {
				i = lineEnd(src, i)
				continue
			}
			if strings.HasPrefix(src[i:], "/*") {
				n := strings.Index(src[i+2:], "*/")
				if n < 0 {
					p.failAt(i, "a comment is not closed")
					i = len(src)
					continue
				}
				fresh = fresh || strings.ContainsAny(src[i:i+2+n], "\n\r")
				i += n + 4
				continue
			}
		case '<':
			if strings.HasPrefix(src[i:], "<!--") {
				i = lineEnd(src, i)
				continue
			}
		case '-':
			if fresh && strings.HasPrefix(src[i:], "-->") {
				i = lineEnd(src, i)
				continue
			}
		case '`':
			return token{int32(i), int32(i + 1), template, '`', fresh}
		case '#':
			if i+1 < len(src) && (class[src[i+1]] == letter || src[i+1] == '\\') {
				return token{int32(i), int32(name(src, i+1)), private, 0, fresh}
			}
		case '\\': // a name that starts with an escape
			if j := name(src, i); j > i {
				return token{int32(i), int32(j), word, 0, fresh}
			}
		case '.':
			if i+1 < len(src) && class[src[i+1]] == digit {
				return token{int32(i), int32(numberEnd(src, i)), number, 0, fresh}
			}
		}
		n, code := operator(src[i:min(len(src), i+4)])
		return token{int32(i), int32(i + n), punct, code, fresh}
	}
	return token{start: int32(len(src)), end: int32(len(src)), kind: end, fresh: true}
}

// space is the length of a blank that is not ASCII, and whether it ends a line.
func space(s string) (int, bool) {
	for _, b := range [...]string{"\u2028", "\u2029", "\u00a0", "\ufeff"} {
		if strings.HasPrefix(s, b) {
			return len(b), b == "\u2028" || b == "\u2029"
		}
	}
	return 0, false
}

// name is where a name ends that starts at i.
func name(src string, i int) int {
	for i < len(src) {
		switch b := src[i]; {
		case b >= 0x80:
			if n, _ := space(src[i:]); n > 0 {
				return i
			}
			i++
		case class[b] <= digit:
			i++
		case b == '\\' && strings.HasPrefix(src[i:], `\u{`):
			n := strings.IndexByte(src[i:min(len(src), i+12)], '}')
			if n < 0 {
				return i
			}
			i += n + 1
		case b == '\\' && i+6 <= len(src) && src[i+1] == 'u':
			i += 6
		default:
			return i
		}
	}
	return i
}

func numberEnd(src string, i int) int {
	hex := strings.HasPrefix(src[i:], "0x") || strings.HasPrefix(src[i:], "0X")
	for i < len(src) {
		b := src[i]
		switch {
		case class[b] <= digit && b < 0x80 || b == '.':
			i++
			if (b == 'e' || b == 'E') && !hex && i < len(src) && (src[i] == '+' || src[i] == '-') {
				i++
			}
			// 1..toString() and 1.5.toFixed(): the second dot is another token
			if b == '.' && i < len(src) && src[i] == '.' {
				return i
			}
		default:
			return i
		}
	}
	return i
}

// textEnd is where a string ends that starts at i: behind its quote, or at the end of
// its line.
func (p *parser) textEnd(i int) int {
	src, q, start := p.src, p.src[i], i
	for i++; i < len(src); i++ {
		switch src[i] {
		case q:
			return i + 1
		case '\\':
			i++
			if i+1 < len(src) && src[i] == '\r' && src[i+1] == '\n' {
				i++
			}
		case '\n', '\r':
			p.failAt(start, "a string is not closed")
			return i
		}
	}
	p.failAt(start, "a string is not closed")
	return len(src)
}

func lineEnd(src string, i int) int {
	if n := strings.IndexAny(src[i:], "\n\r"); n >= 0 {
		return i + n
	}
	return len(src)
}

// regex reads the regular expression that starts at the token at hand.
func (p *parser) regex() {
	src, i := p.src, int(p.tok.start)+1
	set := false
	for ; i < len(src); i++ {
		switch b := src[i]; {
		case b == '\\':
			i++
		case b == '[':
			set = true
		case b == ']':
			set = false
		case b == '\n' || b == '\r':
			p.failAt(int(p.tok.start), "a regular expression is not closed")
			p.pos = i
			p.next()
			return
		case b == '/' && !set:
			p.pos = name(src, i+1)
			p.tok.end = int32(p.pos)
			p.next()
			return
		}
	}
	p.failAt(int(p.tok.start), "a regular expression is not closed")
	p.pos = len(src)
	p.next()
}
