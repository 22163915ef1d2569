// Package cedar reads Cedar policies as far as a verdict needs: the effect, what
// the scope names, and whether there are conditions. Expressions are stepped
// over, not understood. The grammar is that of
// https://docs.cedarpolicy.com/policies/syntax-grammar.html.
package cedar

import (
	"fmt"
	"strings"
)

// Policy is one statement.
type Policy struct {
	// Permit says that the effect is permit; else it is forbid.
	Permit bool
	// Anyone, Anything and Anywhere say that the scope leaves the principal, the
	// action and the resource open.
	Anyone, Anything, Anywhere bool
	// Conditions is the number of when and unless clauses, without those that
	// always hold: when { true } and unless { false }.
	Conditions int
	// Start and End are the byte offsets of the statement without its
	// annotations.
	Start, End int
}

// PermitsAll says whether the policy permits everything to everybody.
func (p Policy) PermitsAll() bool {
	return p.Permit && p.Anyone && p.Anything && p.Anywhere && p.Conditions == 0
}

// Parse reads the policies of a text. With an error it returns those before the
// place that it does not understand.
func Parse(text string) ([]Policy, error) {
	l := &lexer{text: text}
	l.next()
	var out []Policy
	for l.kind != end {
		p, err := l.policy()
		if err != nil {
			return out, err
		}
		out = append(out, p)
	}
	return out, nil
}

func (l *lexer) policy() (p Policy, err error) {
	for l.is("@") { // @id("…")
		l.next()
		if l.kind != word {
			return p, l.unexpected("the name of an annotation")
		}
		l.next()
		if l.is("(") {
			l.next()
			if l.kind != text {
				return p, l.unexpected("a string")
			}
			l.next()
			if err := l.take(")"); err != nil {
				return p, err
			}
		}
	}
	p.Start = l.start
	switch {
	case l.is("permit"):
		p.Permit = true
	case !l.is("forbid"):
		return p, l.unexpected("permit or forbid")
	}
	l.next()
	if err := l.take("("); err != nil {
		return p, err
	}
	for i, slot := range [...]struct {
		name string
		open *bool
	}{{"principal", &p.Anyone}, {"action", &p.Anything}, {"resource", &p.Anywhere}} {
		if i > 0 {
			if err := l.take(","); err != nil {
				return p, err
			}
		}
		if err := l.take(slot.name); err != nil {
			return p, err
		}
		if *slot.open, err = l.constraint(); err != nil {
			return p, err
		}
	}
	if l.is(",") { // allowed behind the last one
		l.next()
	}
	if err := l.take(")"); err != nil {
		return p, err
	}
	for l.is("when") || l.is("unless") {
		always := map[string]string{"when": "true", "unless": "false"}[l.token]
		l.next()
		body, err := l.block()
		if err != nil {
			return p, err
		}
		if body != always {
			p.Conditions++
		}
	}
	p.End = l.stop
	return p, l.take(";")
}

// constraint steps over what follows principal, action or resource, and says
// whether there is nothing.
func (l *lexer) constraint() (open bool, err error) {
	open = true
	for depth := 0; ; l.next() {
		switch {
		case l.kind == end || l.kind == bad:
			return false, l.unexpected("a constraint")
		case l.is("[") || l.is("("):
			depth++
		case depth == 0 && (l.is(",") || l.is(")")):
			return open, nil
		case l.is("]") || l.is(")"):
			depth--
		}
		if depth < 0 {
			return false, l.unexpected("a constraint")
		}
		open = false
	}
}

// block steps over { … } and returns its only token; "" when it has more.
func (l *lexer) block() (only string, err error) {
	if err := l.take("{"); err != nil {
		return "", err
	}
	count := 0
	for depth := 1; ; l.next() {
		switch {
		case l.kind == end || l.kind == bad:
			return "", l.unexpected("}")
		case l.is("{"):
			depth++
		case l.is("}"):
			if depth--; depth == 0 {
				l.next()
				if count != 1 {
					only = ""
				}
				return only, nil
			}
		}
		only = l.token
		count++
	}
}

type kind uint8

const (
	end kind = iota
	word
	text
	sign
	bad
)

// lexer has the current token.
type lexer struct {
	text        string
	kind        kind
	token       string
	start, stop int
}

func (l *lexer) is(token string) bool { return (l.kind == word || l.kind == sign) && l.token == token }

func (l *lexer) take(token string) error {
	if !l.is(token) {
		return l.unexpected("'" + token + "'")
	}
	l.next()
	return nil
}

// unexpected never quotes the text: it may be a secret.
func (l *lexer) unexpected(want string) error {
	return fmt.Errorf("line %d: expected %s", 1+strings.Count(l.text[:min(l.start, len(l.text))], "\n"), want)
}

func (l *lexer) next() {
	i := l.stop
	for i < len(l.text) {
		switch c := l.text[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			i++
			continue
		case strings.HasPrefix(l.text[i:], "//"):
			if n := strings.IndexByte(l.text[i:], '\n'); n >= 0 {
				i += n + 1
			} else {
				i = len(l.text)
			}
			continue
		}
		break
	}
	l.start, l.stop = i, i
	switch {
	case i >= len(l.text):
		l.kind, l.token = end, ""
		return
	case letter(l.text[i]):
		for i < len(l.text) && (letter(l.text[i]) || '0' <= l.text[i] && l.text[i] <= '9') {
			i++
		}
		l.kind = word
	case l.text[i] == '"':
		l.kind = text
		for i++; ; i++ {
			if i >= len(l.text) {
				l.kind, l.token, l.stop = bad, "", i
				return
			}
			if l.text[i] == '\\' {
				i++
			} else if l.text[i] == '"' {
				break
			}
		}
		i++
	default:
		i++
		l.kind = sign
	}
	i = min(i, len(l.text))
	l.token, l.stop = l.text[l.start:i], i
}

func letter(c byte) bool { return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' }
