package pipelines

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

// tokenKind is the kind of a token.
type tokenKind uint8

const (
	word tokenKind = iota // a name, with its dots: env.X
	text                  // a string
	sign                  // one of (){}[],:=; or any other byte
	newline
)

// token is a piece of a Groovy file.
type token struct {
	kind tokenKind
	text string // a word, a sign, or a string decoded
	// at are the offsets in the file; of a string, those between its quotes.
	start, end int
}

// maxTokens bounds what is read of one file. A megabyte of people's code has
// some 200,000.
const maxTokens = 400_000

// lex cuts a Groovy file into tokens. It is as tolerant as it has to be for
// declarative pipelines: what it does not know is a sign, a string without an end
// ends with its line or the file.
func lex(src string) []token {
	var out []token
	for i := 0; i < len(src) && len(out) < maxTokens; {
		c := src[i]
		switch {
		case c == '\n':
			out = append(out, token{newline, "\n", i, i + 1})
			i++
		case c <= ' ' || c >= 0x80:
			i++
		case c == '\\' && strings.HasPrefix(src[i+1:], "\n"):
			i += 2
		case strings.HasPrefix(src[i:], "//"):
			i += lineEnd(src[i:])
		case i == 0 && strings.HasPrefix(src, "#!"):
			i += lineEnd(src)
		case strings.HasPrefix(src[i:], "/*"):
			if n := strings.Index(src[i+2:], "*/"); n >= 0 {
				i += n + 4
			} else {
				i = len(src)
			}
		case c == '\'' || c == '"':
			t := quoted(src, i)
			out = append(out, t)
			i = t.end + len(quotes(src, i))
			i = min(i, len(src))
		case shell.NameByte(c):
			start := i
			for i < len(src) && (shell.NameByte(src[i]) || src[i] == '.' && i+1 < len(src) && shell.NameByte(src[i+1])) {
				i++
			}
			out = append(out, token{word, src[start:i], start, i})
		default:
			out = append(out, token{sign, src[i : i+1], i, i + 1})
			i++
		}
	}
	return out
}

func lineEnd(s string) int {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return n
	}
	return len(s)
}

// quotes are the quotes that a string at an offset begins with: one or three.
func quotes(src string, i int) string {
	if three := strings.Repeat(src[i:i+1], 3); strings.HasPrefix(src[i:], three) {
		return three
	}
	return src[i : i+1]
}

// quoted reads a string. Escapes are taken away, but for those of the dollar: so
// what the shell expands and what Groovy does look the same.
func quoted(src string, i int) token {
	q := quotes(src, i)
	i += len(q)
	t := token{kind: text, start: i}
	var b strings.Builder
	for i < len(src) && !strings.HasPrefix(src[i:], q) {
		c := src[i]
		if c == '\n' && len(q) == 1 {
			break // no end
		}
		if c == '\\' && i+1 < len(src) {
			i++
			switch e := src[i]; e {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			case '\n', '\r': // a line that goes on
			default:
				b.WriteByte(e)
			}
			i++
			continue
		}
		b.WriteByte(c)
		i++
	}
	t.end, t.text = min(i, len(src)), b.String()
	return t
}

// node makes a scalar of a string, for readers of scripts and values.
func (t token) node(f *nhi.File) *tree.Node {
	span := f.At(t.start, t.end)
	return &tree.Node{Kind: tree.String, Text: t.text, Span: span, Exact: span.Text() == t.text}
}

// statement is a call, an assignment or a block: name(args) { block }.
type statement struct {
	name string
	// at is the name's place.
	start, end int
	// args are the tokens between the name and the block, without the outer
	// parentheses.
	args []token
	// assigned says that the name is followed by an equals sign.
	assigned bool
	block    []statement
}

// maxBlocks is how deep blocks are followed.
const maxBlocks = 100

// parse reads statements up to the end of a block.
func parse(tokens []token) []statement {
	p := &groovy{tokens: tokens}
	return p.block(0)
}

type groovy struct {
	tokens []token
	i      int
}

func (p *groovy) is(s string) bool {
	return p.i < len(p.tokens) && p.tokens[p.i].kind == sign && p.tokens[p.i].text == s
}

func (p *groovy) block(depth int) []statement {
	var out []statement
	for p.i < len(p.tokens) {
		switch t := p.tokens[p.i]; {
		case p.is("}"):
			p.i++
			return out
		case p.is("{"):
			p.i++
			if depth < maxBlocks {
				out = append(out, statement{start: t.start, end: t.end, block: p.block(depth + 1)})
			}
		case t.kind == word && t.text != "def" && t.text != "final" && t.text != "return" && t.text != "else" && t.text != "try":
			out = append(out, p.statement(depth))
		default:
			p.i++
		}
	}
	return out
}

// statement reads one, from its name on.
func (p *groovy) statement(depth int) statement {
	t := p.tokens[p.i]
	s := statement{name: t.text, start: t.start, end: t.end}
	p.i++
	if p.i < len(p.tokens) && p.is("=") && !(p.i+1 < len(p.tokens) && p.tokens[p.i+1].kind == sign && p.tokens[p.i+1].text == "=") {
		s.assigned = true
		p.i++
	}
	open, comma := 0, s.assigned
	begin := p.i
	for p.i < len(p.tokens) {
		t := p.tokens[p.i]
		if t.kind == newline {
			if open == 0 && !comma {
				break
			}
			p.i++
			continue
		}
		if t.kind == sign {
			switch t.text {
			case "(", "[":
				open++
			case ")", "]":
				open--
			case "{":
				if open <= 0 {
					s.args = trim(p.tokens[begin:p.i])
					p.i++
					if depth < maxBlocks {
						s.block = p.block(depth + 1)
					}
					return s
				}
			case "}":
				if open <= 0 {
					s.args = trim(p.tokens[begin:p.i])
					return s
				}
			case ";":
				if open <= 0 {
					s.args = trim(p.tokens[begin:p.i])
					p.i++
					return s
				}
			}
			if open < 0 {
				break
			}
		}
		comma = t.kind == sign && (t.text == "," || t.text == "+" || t.text == ":" || t.text == "=")
		p.i++
	}
	s.args = trim(p.tokens[begin:min(p.i, len(p.tokens))])
	if p.i < len(p.tokens) && p.tokens[p.i].kind != newline {
		p.i++ // a bracket that nothing opened
	}
	return s
}

// trim takes the parentheses around arguments and line breaks away.
func trim(tokens []token) []token {
	out := make([]token, 0, len(tokens))
	for _, t := range tokens {
		if t.kind != newline {
			out = append(out, t)
		}
	}
	for len(out) > 1 && out[0].kind == sign && out[0].text == "(" && out[len(out)-1].kind == sign && out[len(out)-1].text == ")" {
		out = out[1 : len(out)-1]
	}
	return out
}

// named finds the string that is given under a name: name: 'value'.
func named(args []token, name string) (token, bool) {
	for i := 0; i+2 < len(args); i++ {
		if args[i].kind == word && args[i].text == name && args[i+1].kind == sign && args[i+1].text == ":" && args[i+2].kind == text {
			return args[i+2], true
		}
	}
	return token{}, false
}

// first is the first argument, when it is a string.
func first(args []token) (token, bool) {
	if len(args) > 0 && args[0].kind == text {
		return args[0], true
	}
	return token{}, false
}
