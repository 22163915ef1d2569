package gitignore

import "strings"

// special are the bytes that are no literals in a pattern.
const special = `*?[\`

// maxSteps bounds one comparison. Git's algorithm is exponential in the number
// of "**"; a real pattern takes less than a thousand steps, and one that takes
// more matches nothing.
const maxSteps = 1 << 16

// The outcomes of a comparison. The two aborts tell the callers up the recursion
// that a longer stretch under their star cannot help.
type outcome int8

const (
	matched outcome = iota
	differs
	abortAll
	abortToStarStar
)

// wild follows git's wildmatch.c, the definition of what a pattern means.
// pathname keeps a single star and a question mark from crossing a slash.
func wild(pattern, text string, pathname bool) bool {
	m := matcher{pathname: pathname, steps: maxSteps}
	return m.match(pattern, text) == matched
}

type matcher struct {
	pathname bool
	steps    int
}

// at reads a byte; behind the end there is a zero, as in C. Neither patterns nor
// paths hold zero bytes.
func at(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

func (m *matcher) match(p, text string) outcome {
	t := 0
	for i := 0; i < len(p); i, t = i+1, t+1 {
		if m.steps--; m.steps < 0 {
			return abortAll
		}
		c, tc := p[i], at(text, t)
		if tc == 0 && c != '*' {
			return abortAll
		}
		switch c {
		case '?':
			if m.pathname && tc == '/' {
				return differs
			}
		case '*':
			next, slash, done := m.star(p, i, text, t)
			if done {
				return slash
			}
			// One star and a slash: the star took one whole element.
			i, t = next, t+strings.IndexByte(text[t:], '/')
		case '[':
			next, ok, broken := class(p, i, tc)
			if broken {
				return abortAll
			}
			if !ok || m.pathname && tc == '/' {
				return differs
			}
			i = next
		default:
			if c == '\\' {
				i++
				c = at(p, i)
			}
			if tc != c {
				return differs
			}
		}
	}
	if t < len(text) {
		return differs
	}
	return matched
}

// star handles the stars at p[i]. It either decides the comparison, or says at
// which slash of the pattern it goes on.
func (m *matcher) star(p string, i int, text string, t int) (next int, result outcome, done bool) {
	start := i
	for i++; at(p, i) == '*'; i++ {
	}
	crosses := !m.pathname
	if m.pathname && i-start > 1 &&
		(start == 0 || p[start-1] == '/') &&
		(i == len(p) || p[i] == '/' || p[i] == '\\' && at(p, i+1) == '/') {
		if at(p, i) == '/' && m.match(p[i+1:], text[t:]) == matched {
			return 0, matched, true
		}
		crosses = true
	}
	switch {
	case i == len(p):
		if !crosses && strings.IndexByte(text[t:], '/') >= 0 {
			return 0, abortToStarStar, true
		}
		return 0, matched, true
	case !crosses && p[i] == '/':
		if strings.IndexByte(text[t:], '/') < 0 {
			return 0, abortAll, true
		}
		return i, 0, false
	}
	rest := p[i:]
	literal := strings.IndexByte(special, p[i]) < 0
	for ; t < len(text); t++ {
		if literal {
			// The next byte is known: what precedes it belongs to the star.
			for t < len(text) && text[t] != p[i] && (crosses || text[t] != '/') {
				t++
			}
			if at(text, t) != p[i] {
				if crosses {
					return 0, abortAll, true
				}
				return 0, abortToStarStar, true
			}
		}
		if r := m.match(rest, text[t:]); r != differs {
			if !crosses || r != abortToStarStar {
				return 0, r, true
			}
		} else if !crosses && text[t] == '/' {
			return 0, abortToStarStar, true
		}
	}
	return 0, abortAll, true
}

// class reads the bracket at p[i] and says whether it holds the byte. broken
// brackets make the whole pattern match nothing.
func class(p string, i int, t byte) (end int, ok, broken bool) {
	i++
	negated := at(p, i) == '!' || at(p, i) == '^'
	if negated {
		i++
	}
	var previous byte
	for first := true; first || at(p, i) != ']'; first = false {
		c := at(p, i)
		switch {
		case c == 0:
			return 0, false, true
		case c == '\\':
			i++
			if c = at(p, i); c == 0 {
				return 0, false, true
			}
			ok = ok || t == c
		case c == '-' && previous != 0 && at(p, i+1) != 0 && at(p, i+1) != ']':
			i++
			if c = at(p, i); c == '\\' {
				i++
				if c = at(p, i); c == 0 {
					return 0, false, true
				}
			}
			ok = ok || previous <= t && t <= c
			c = 0
		case c == '[' && at(p, i+1) == ':':
			n := strings.IndexByte(p[i+2:], ']')
			if n < 0 {
				return 0, false, true
			}
			name := p[i+2 : i+2+n]
			if !strings.HasSuffix(name, ":") {
				ok = ok || t == '['
				break
			}
			in, known := named(strings.TrimSuffix(name, ":"), t)
			if !known {
				return 0, false, true
			}
			ok = ok || in
			i += 2 + n
			c = 0
		default:
			ok = ok || t == c
		}
		previous = c
		i++
	}
	return i, ok != negated, false
}

// named are the classes of POSIX, for ASCII.
func named(name string, c byte) (in, known bool) {
	lower, upper, digit := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9'
	switch name {
	case "alnum":
		in = lower || upper || digit
	case "alpha":
		in = lower || upper
	case "blank":
		in = c == ' ' || c == '\t'
	case "cntrl":
		in = c < 0x20 || c == 0x7f
	case "digit":
		in = digit
	case "graph":
		in = c > 0x20 && c < 0x7f
	case "lower":
		in = lower
	case "print":
		in = c >= 0x20 && c < 0x7f
	case "punct":
		in = c > 0x20 && c < 0x7f && !lower && !upper && !digit
	case "space":
		in = c == ' ' || '\t' <= c && c <= '\r'
	case "upper":
		in = upper
	case "xdigit":
		in = digit || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
	default:
		return false, false
	}
	return in, true
}
