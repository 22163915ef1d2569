package py

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

// Kind is what a token is.
type Kind uint8

// The kinds.
const (
	Name Kind = iota
	Number
	String // of any prefix, quotes included
	Op
	Newline // the end of a logical line
	Indent
	Dedent
)

// Token is a stretch of the source. Newline, Indent and Dedent may be empty.
type Token struct {
	Start, End int32
	Kind       Kind
	Flags      Flags
	// Open and Close are the lengths of a string's quotes, the prefix included.
	Open, Close uint8
	// code is an operator of one byte itself, or a longer operator or a keyword as
	// a constant; 0 for every other token.
	code uint8
}

// Is says whether a token is an operator of one byte.
func (t Token) Is(op byte) bool { return t.Kind == Op && t.code == op }

// Flags tell of a string what its prefix says.
type Flags uint8

// The flags.
const (
	Raw       Flags = 1 << iota // backslashes stand for themselves
	Bytes                       // bytes
	Formatted                   // f"…"
	Template                    // t"…"
	Holes                       // something is put in when it is evaluated
	Endless                     // the closing quote is missing
)

const (
	// maxDepth is how deep expressions are followed, where a bracket counts twice, and
	// maxIndent how deep blocks are. CPython stops at 200 brackets (MAXLEVEL) and 100
	// blocks (MAXINDENT), both in Parser/tokenizer.h.
	maxDepth  = 400
	maxIndent = 100
	// maxFormatted is how deep formatted strings are followed: MAXFSTRINGLEVEL
	// there is 150.
	maxFormatted = 150
	// maxErrors is how many errors are kept of a file.
	maxErrors = 10
	// MaxSize is the largest source in bytes that is read. People write files of
	// a few hundred kilobytes at most; programs write the rest.
	MaxSize = 4 << 20
)

type lexer struct {
	src     string
	out     []Token
	errs    []syntax.Error
	indents []int32
	depth   int
	// budget is how many bytes may be looked at in vain: for a formatted string
	// whose braces never close. Broken source must not cost more than a second look.
	budget int
}

// Lex splits source into tokens. A string without an end stops at the end of its
// line, an unknown byte is an operator.
func Lex(src string) ([]Token, []syntax.Error) {
	return LexInto(nil, src)
}

// LexInto is Lex that puts the tokens where those of an earlier call were, which
// nobody needs any more.
func LexInto(old []Token, src string) ([]Token, []syntax.Error) {
	if n := len(src)/4 + 16; cap(old) < n {
		old = make([]Token, 0, n)
	}
	l := lexer{src: src, out: old[:0], indents: []int32{0}, budget: len(src) + 4096}
	l.run()
	return l.out, l.errs
}

func (l *lexer) fail(at int, msg string) {
	if len(l.errs) < maxErrors {
		l.errs = append(l.errs, syntax.Error{At: at, Msg: msg})
	}
}

func (l *lexer) add(k Kind, start, end int) {
	l.out = append(l.out, Token{Start: int32(start), End: int32(end), Kind: k})
}

func (l *lexer) run() {
	src, i := l.src, 0
	if strings.HasPrefix(src, "\ufeff") {
		i = 3
	}
	fresh := true // at the start of a logical line
	for {
		if fresh {
			if i = l.indent(i); i >= len(src) {
				break
			}
			fresh = false
		}
		if i >= len(src) {
			break
		}
		b := src[i]
		switch class[b] {
		case blank:
			i++
		case letter:
			i = l.word(i)
		case digit:
			i = l.number(i)
		case quote:
			i = l.text(i, i)
		case newline:
			end := i + 1
			if b == '\r' && end < len(src) && src[end] == '\n' {
				end++
			}
			if l.depth == 0 {
				l.add(Newline, i, end)
				fresh = true
			} else if j := l.torn(end); j > 0 {
				// A bracket that was never closed.
				l.fail(i, "a bracket is not closed")
				l.depth = 0
				l.add(Newline, i, end)
				fresh = true
			}
			i = end
		case hash:
			i = lineEnd(src, i)
		case backslash:
			if j := continued(src, i); j > 0 {
				i = j
				break
			}
			l.fail(i, "a backslash joins lines, or stands in a string")
			l.add(Op, i, i+1)
			i++
		default:
			i = l.op(i)
		}
	}
	l.end(fresh)
}

// end emits what ends a file.
func (l *lexer) end(fresh bool) {
	src := l.src
	if n := len(l.out); n > 0 && !fresh && l.out[n-1].Kind != Newline {
		l.add(Newline, len(src), len(src))
	}
	if l.depth > 0 {
		l.fail(len(src), "a bracket is not closed")
	}
	for range len(l.indents) - 1 {
		l.add(Dedent, len(src), len(src))
	}
}

// indent reads the start of a logical line, past blank lines and comments, and
// says where its first token is.
func (l *lexer) indent(i int) int {
	src := l.src
	for i < len(src) {
		col, joined := int32(0), int32(-1)
	measure:
		for ; i < len(src); i++ {
			switch src[i] {
			case ' ':
				col++
			case '\t':
				col = (col/8 + 1) * 8
			case '\f':
				col = 0
			case '\\':
				j := continued(src, i)
				if j == 0 {
					break measure
				}
				if joined < 0 {
					joined = col
				}
				i, col = j-1, 0
			default:
				break measure
			}
		}
		if i >= len(src) {
			return i
		}
		switch src[i] {
		case '#':
			i = lineEnd(src, i)
			if i >= len(src) {
				return i
			}
			fallthrough
		case '\n', '\r':
			i++
			continue
		}
		if joined >= 0 {
			col = joined
		}
		l.level(i, col)
		return i
	}
	return i
}

// level emits the tokens for an indentation of so many columns.
func (l *lexer) level(i int, col int32) {
	top := l.indents[len(l.indents)-1]
	if col > top {
		if len(l.indents) > maxIndent {
			l.fail(i, "blocks are nested too deep")
			return
		}
		l.indents = append(l.indents, col)
		l.add(Indent, lineStart(l.src, i), i)
		return
	}
	for col < l.indents[len(l.indents)-1] {
		l.indents = l.indents[:len(l.indents)-1]
		l.add(Dedent, i, i)
	}
	if col > l.indents[len(l.indents)-1] {
		l.fail(i, "the indentation is that of no block around it")
	}
}

func lineStart(src string, i int) int {
	for i > 0 && src[i-1] != '\n' && src[i-1] != '\r' {
		i--
	}
	return i
}

// torn says whether a line inside of brackets starts with a word that no
// expression holds, and where that is.
func (l *lexer) torn(i int) int {
	src := l.src
	for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
		i++
	}
	if i >= len(src) || class[src[i]] != letter {
		return 0
	}
	j := i + 1
	for j < len(src) && j < i+9 && class[src[j]] == letter {
		j++
	}
	switch src[i:j] {
	case "def", "class", "return", "while", "try", "raise", "del", "pass", "assert", "with", "except", "finally", "import":
		return i
	}
	return 0
}

// continued says where a line goes on that ends in the backslash at i; 0 when it
// does not.
func continued(src string, i int) int {
	switch {
	case strings.HasPrefix(src[i+1:], "\n"):
		return i + 2
	case strings.HasPrefix(src[i+1:], "\r\n"):
		return i + 3
	case strings.HasPrefix(src[i+1:], "\r"):
		return i + 2
	}
	return 0
}

func lineEnd(src string, i int) int {
	n := strings.IndexByte(src[i:], '\n')
	if n < 0 {
		n = len(src) - i
	}
	if r := strings.IndexByte(src[i:i+n], '\r'); r >= 0 {
		n = r
	}
	return i + n
}

// word reads a name, or the string whose prefix it is.
func (l *lexer) word(i int) int {
	src, j := l.src, i+1
	for j < len(src) && class[src[j]] <= digit {
		j++
	}
	if j-i <= 2 && j < len(src) && class[src[j]] == quote && prefix(src[i:j]) {
		return l.text(i, j)
	}
	l.add(Name, i, j)
	if j-i >= 2 && j-i <= 8 {
		l.out[len(l.out)-1].code = keyword(src[i:j])
	}
	return j
}

// op reads an operator.
func (l *lexer) op(i int) int {
	src, b, n := l.src, l.src[i], 1
	next, third := byte(0), byte(0)
	if i+1 < len(src) {
		next = src[i+1]
	}
	if i+2 < len(src) {
		third = src[i+2]
	}
	code := b
	switch b {
	case '(', '[', '{':
		l.depth++
	case ')', ']', '}':
		if l.depth == 0 {
			l.fail(i, "a bracket is closed that was not opened")
		} else {
			l.depth--
		}
	case '.':
		if class[next] == digit {
			return l.number(i)
		}
		if next == '.' && third == '.' {
			n = 3
		}
	case '*', '/', '<', '>':
		switch {
		case next == b && third == '=':
			n = 3
		case next == b || next == '=' || b == '<' && next == '>':
			n = 2
		}
	case '-':
		if next == '=' || next == '>' {
			n = 2
		}
	case '+', '%', '&', '|', '^', '@', '=', '!', ':':
		if next == '=' {
			n = 2
		}
	case ',', ';', '~':
	default:
		l.fail(i, "a byte that starts no token")
	}
	if n > 1 {
		code = operator(src[i : i+n])
	}
	l.add(Op, i, i+n)
	l.out[len(l.out)-1].code = code
	return i + n
}
