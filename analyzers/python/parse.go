package python

import (
	"strings"

	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/wordset"
)

// frame is a pair of brackets, or the logical line around them.
type frame struct {
	open byte // 0 for the line
	// callee is the last part of the name of what is called.
	callee string
	// outer are the names of what the brackets are the value of.
	outer []string
	// item is the number of the element, from 0; start the token it starts at.
	item, start int
	// names are those of the element's value, which starts at token at (-1: none).
	names []string
	at    int
	// first is the first element, when it is a literal.
	first string
}

func (f *frame) next(start int) { f.start, f.names, f.at = start, nil, -1 }

// Parse reads the literals of a file that stand under a name.
func Parse(f *nhi.File) []code.Pair {
	src := string(f.Bytes())
	tokens, _ := py.Lex(src)
	return literals(f, src, tokens)
}

// pairs reads them of a file that may have been parsed.
func pairs(f *nhi.File, m *syntax.Module, spare *any) []code.Pair {
	if m != nil {
		if parsed := m.Literals.(*py.Module); parsed.Own > 0 {
			return literals(f, m.Source, parsed.Tokens[:parsed.Own])
		}
	}
	old, _ := (*spare).([]py.Token)
	src := string(f.Bytes())
	tokens, _ := py.LexInto(old, src)
	*spare = tokens
	return literals(f, src, tokens)
}

// literals reads them of a file's tokens; src is its text.
func literals(f *nhi.File, src string, tokens []py.Token) []code.Pair {
	p := parser{file: f, src: src, tokens: tokens}
	p.run()
	return p.out
}

type parser struct {
	file   *nhi.File
	src    string
	tokens []py.Token
	out    []code.Pair
}

// deepest is how deep brackets are followed; what is deeper is passed over.
const deepest = 200

func (p *parser) run() {
	stack := []frame{{at: -1}}
	skipped := 0
	for i := 0; i < len(p.tokens); i++ {
		t := p.tokens[i]
		f := &stack[len(stack)-1]
		switch t.Kind {
		case py.Newline, py.Indent, py.Dedent:
			stack, skipped = line(stack, i), 0
		case py.Name:
			if f.names != nil && (p.is(i, "or") || p.is(i, "else")) {
				f.at = i + 1 // x = a or "literal"
			}
		case py.String:
			i = p.string(f, i)
		case py.Op:
			if t.End-t.Start > 1 && p.src[t.Start:t.End] != ":=" {
				break
			}
			switch b := p.src[t.Start]; b {
			case '(', '[', '{':
				if len(stack) >= deepest {
					skipped++
					break
				}
				n := frame{open: b, at: -1, start: i + 1, outer: f.names}
				if b == '(' {
					n.callee = p.called(i)
				}
				stack = append(stack, n)
			case ')', ']', '}':
				if skipped > 0 {
					skipped--
				} else if len(stack) > 1 {
					stack = stack[:len(stack)-1]
				}
			case ';':
				stack, skipped = line(stack, i), 0
			case ',':
				f.item++
				f.next(i + 1)
			case '=':
				f.names, f.at = p.target(f, i), i+1
			case ':':
				switch {
				case t.End-t.Start == 2 && i > 0 && p.tokens[i-1].Kind == py.Name:
					f.names, f.at = []string{p.text(i - 1)}, i+1
				case f.open == '{' && i == f.start+1 && p.tokens[f.start].Kind == py.String:
					f.names, f.at = p.key(f.start), i+1
				}
			}
		}
	}
}

// line starts a logical line behind token i.
func line(stack []frame, i int) []frame {
	stack[0].item = 0
	stack[0].next(i + 1)
	return stack[:1]
}

// string looks at the text at token i, and returns the last token of the texts
// that stand side by side with it.
func (p *parser) string(f *frame, i int) int {
	last, literal := i, true
	for j := i; j < len(p.tokens) && p.tokens[j].Kind == py.String; j++ {
		last = j
		literal = literal && p.tokens[j].Literal()
	}
	if !literal || !p.ends(last+1) {
		return last
	}
	names := f.names
	if i != f.at {
		if i != f.start {
			return last
		}
		if f.item == 0 && last == i {
			f.first = p.tokens[i].Value(p.src)
		}
		names = p.positional(f, last+1)
	}
	if len(names) == 0 {
		return last
	}
	var b strings.Builder
	for j := i; j <= last; j++ {
		b.WriteString(p.tokens[j].Value(p.src))
	}
	p.out = append(p.out, code.Pair{Names: names, Value: b.String(), Span: p.file.At(p.tokens[i].From(), p.tokens[last].To())})
	return last
}

// ends says whether an expression ends before token i.
func (p *parser) ends(i int) bool {
	if i >= len(p.tokens) {
		return true
	}
	t := p.tokens[i]
	switch t.Kind {
	case py.Newline:
		return true
	case py.Name:
		return p.is(i, "if") // "a" if b else c
	case py.Op:
		return t.End-t.Start == 1 && strings.IndexByte(",)]};", p.src[t.Start]) >= 0
	}
	return false
}

// target names what is assigned by the "=" at token i.
func (p *parser) target(f *frame, i int) []string {
	if i == 0 || f.start >= i || f.open == 0 && f.item > 0 {
		return nil // a, b = … is told by the place of each
	}
	// NAME: annotation = …, and the same for a parameter
	for j := f.start; j < i; j += 2 {
		if p.tokens[j].Kind != py.Name || keyword[p.text(j)] || j+1 >= i {
			break
		}
		if p.is(j+1, ":") {
			return p.named(f, p.text(j))
		}
		if !p.is(j+1, ".") {
			break
		}
	}
	switch before := p.tokens[i-1]; {
	case before.Kind == py.Name:
		return p.named(f, p.text(i-1))
	case p.is(i-1, "]") && i >= 3 && p.tokens[i-2].Kind == py.String && p.is(i-3, "["):
		return p.key(i - 2)
	}
	return nil
}

// key is the name that the text at token i gives, as a key of a dictionary.
func (p *parser) key(i int) []string {
	if k := p.tokens[i].Value(p.src); p.tokens[i].Literal() && identifier(k) {
		return []string{k}
	}
	return nil
}

// named is the name of an element; default=… goes by the name of its setting.
func (p *parser) named(f *frame, n string) []string {
	if f.open == '(' && (n == "default" || n == "fallback") {
		switch {
		case readers[f.callee] && identifier(f.first):
			return append([]string{f.first}, f.outer...)
		case options[f.callee] && strings.HasPrefix(f.first, "--"):
			return []string{strings.TrimLeft(f.first, "-")}
		case wrappers[f.callee]:
			return f.outer
		}
	}
	return []string{n}
}

// positional names an element of brackets by its place; after is the token after
// it.
func (p *parser) positional(f *frame, after int) []string {
	if f.open != '(' {
		return nil
	}
	switch {
	case f.callee == "" && f.item == 0 && p.is(after, ")"):
		return f.outer // only brackets
	case f.item == 0 && wrappers[f.callee]:
		return f.outer
	case f.item == 1 && readers[f.callee] && identifier(f.first):
		return append([]string{f.first}, f.outer...)
	case f.item == 1 && logins[f.callee], f.item == 1 && f.callee == "" && len(f.outer) == 1 && logins[f.outer[0]]:
		return []string{"password"}
	}
	return nil
}

var (
	// readers read a setting by the name that comes first, with a default or a
	// value second.
	readers = wordset.Of("get getenv setdefault setenv putenv config env str")
	// options describe a flag of a command, which comes first.
	options = wordset.Of("add_argument add_option option Option")
	// wrappers give back, or stand for, the value that comes first.
	wrappers = wordset.Of("Field SecretStr SecretBytes Secret Option Argument str bytes")
	// logins take a user and a password.
	logins  = wordset.Of("auth basic_auth http_auth HTTPBasicAuth HTTPDigestAuth BasicAuth login")
	keyword = wordset.Of("if elif else for while with def class try except finally lambda match case async return yield assert del import from global or and in not is")
)

// called is the last part of the name before the bracket at token i, if it has one.
func (p *parser) called(i int) string {
	if i == 0 || p.tokens[i-1].Kind != py.Name || keyword[p.text(i-1)] {
		return ""
	}
	return p.text(i - 1)
}

func (p *parser) text(i int) string { return p.src[p.tokens[i].Start:p.tokens[i].End] }

func (p *parser) is(i int, s string) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].Kind != py.String && p.text(i) == s
}

// identifier says whether a text can be the name of a setting.
func identifier(s string) bool {
	for i := 0; i < len(s); i++ {
		if b := s[i]; !py.NameByte(b) && b != '-' && b != '.' {
			return false
		}
	}
	return s != ""
}
