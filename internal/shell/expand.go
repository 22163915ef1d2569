package shell

import "strings"

// dollar reads what a dollar starts; in double quotes single ones are no quotes.
func (l *lexer) dollar(b *strings.Builder, w *Word, quoted bool) {
	l.i++
	if l.i >= len(l.src) {
		b.WriteByte('$')
		return
	}
	switch c := l.src[l.i]; {
	case c == '(':
		w.Literal = false
		if strings.HasPrefix(l.src[l.i:], "((") {
			l.arithmetic()
			return
		}
		l.i++
		l.list(')')
	case c == '{':
		start := l.i - 1
		l.i++
		w.Literal = false
		fallback := l.parameter(quoted)
		// The whole of a value, but for quotes around it
		open := w.Start
		if w.Equals >= 0 {
			open = w.After
		}
		if w.Fallback = nil; start == open || start == open+1 && l.src[open] == '"' {
			w.Fallback, w.passed = fallback, l.i
		}
	case c == '\'' && !quoted:
		w.Quoted = true
		l.i++
		l.ansi(b, w)
	case c == '"' && !quoted:
		w.Quoted = true
		l.i++
		l.double(b, w)
	case NameByte(c) || strings.IndexByte("@*#?-$!", c) >= 0:
		w.Literal = false
		if l.i++; !NameByte(c) || c >= '0' && c <= '9' {
			return
		}
		for l.i < len(l.src) && NameByte(l.src[l.i]) {
			l.i++
		}
	default:
		b.WriteByte('$')
	}
}

// parameter reads the rest of ${…} and passes its brace. The literal default, if
// the expansion has one, is returned and kept among the parameters.
func (l *lexer) parameter(quoted bool) *Word {
	if l.depth++; l.depth > deepest {
		l.i = len(l.src)
	}
	defer func() { l.depth-- }()
	start := l.i
	for l.i < len(l.src) && NameByte(l.src[l.i]) {
		l.i++
	}
	name := l.src[start:l.i]
	isDefault := false
	if rest := l.src[l.i:]; name != "" {
		for _, op := range [...]string{":-", ":=", "-", "="} {
			if strings.HasPrefix(rest, op) {
				l.i += len(op)
				isDefault = true
				break
			}
		}
	}
	w := Word{Start: l.i, Literal: true, Equals: -1}
	var b strings.Builder
	for l.i < len(l.src) {
		switch c := l.src[l.i]; {
		case c == '}':
			w.End, w.Text = l.i, b.String()
			l.i++
			if !isDefault || !w.Literal || w.Text == "" {
				return nil
			}
			l.parameters = append(l.parameters, Parameter{name, w})
			return &w
		case c == '\'' && !quoted:
			l.i++
			l.single(&b, &w)
		case c == '"':
			l.i++
			l.double(&b, &w)
		case c == '\\':
			l.i++
			if l.i < len(l.src) {
				b.WriteByte(l.src[l.i])
				l.i++
			}
		case c == '$':
			l.dollar(&b, &w, quoted)
		case c == '`':
			w.Literal = false
			l.i++
			l.list('`')
		default:
			b.WriteByte(c)
			l.i++
		}
	}
	return nil
}

// ansi reads up to the quote that closes $'…'.
func (l *lexer) ansi(b *strings.Builder, w *Word) {
	for l.i < len(l.src) {
		switch c := l.src[l.i]; c {
		case '\'':
			l.i++
			return
		case '\\':
			l.i++
			if l.i >= len(l.src) {
				break
			}
			switch e := l.src[l.i]; e {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			case 'r':
				b.WriteByte('\r')
			case '\\', '\'', '"', '?':
				b.WriteByte(e)
			default:
				w.Literal = false // a number of a character: nobody writes a password so
			}
			l.i++
		default:
			b.WriteByte(c)
			l.i++
		}
	}
	w.Literal = false
}

// NameByte says whether a byte may stand in the name of a variable.
func NameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
