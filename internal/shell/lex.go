// Package shell reads the words of shell commands, in a script or in the lines of
// another format, with their places, and the literals that well-known commands
// are given. It expands nothing: what a word that holds an expansion comes to is
// unknown.
package shell

import (
	"strings"
)

// Word is a word of a command after the quotes are taken away.
type Word struct {
	// Start and End are its offsets in the script, with its quotes.
	Start, End int
	Text       string
	// Literal says that nothing is expanded in the word.
	Literal bool
	// Quoted says that a part of it stood in quotes: such a word is no reserved one.
	Quoted bool
	// Equals is the offset in Text of the first "=" outside of quotes, or -1, and
	// After the offset in the script of what follows it.
	Equals, After int
	// Fallback is the literal default when the value, all of it, is one expansion
	// with a default: NAME="${OTHER:-default}".
	Fallback *Word
	// passed is the offset after that expansion.
	passed int
}

// Parameter is a default that an expansion has: ${NAME:-value}.
type Parameter struct {
	Name  string
	Value Word
}

// Read reads a script: command gets the words of each simple command, without
// redirections, or the elements of an array, those within substitutions first. It
// must not keep the slice. The defaults of expansions are returned.
func Read(script string, command func(words []Word, array bool)) []Parameter {
	l := &lexer{src: script, command: command}
	l.list(0)
	return l.parameters
}

// deepest is how deep substitutions and brackets are followed; what is deeper is
// not read.
const deepest = 100

// lexer reads the commands of a script, those within substitutions first.
type lexer struct {
	src      string
	i        int
	depth    int
	heredocs []heredoc
	command  func(words []Word, array bool)

	parameters []Parameter
}

type heredoc struct {
	end  string
	tabs bool // <<- takes leading tabs away
}

// list reads commands up to end (")", "`" or 0 for the file's end), and passes it.
func (l *lexer) list(end byte) { l.lists(end, false) }

// lists is list, or reads the elements of an array.
func (l *lexer) lists(end byte, array bool) {
	if l.depth++; l.depth > deepest {
		l.i = len(l.src)
	}
	defer func() { l.depth-- }()
	var words []Word
	cases := 0
	redirect := false
	flush := func() {
		if len(words) > 0 {
			l.command(words, array)
			words = words[:0]
		}
		redirect = false
	}
	for l.i < len(l.src) {
		b := l.src[l.i]
		switch b {
		case ' ', '\t', '\r':
			l.i++
		case '\\':
			if l.newline(l.i + 1) {
				continue
			}
			l.read(&words, &redirect, &cases, flush, end)
		case '\n':
			flush()
			l.i++
			l.bodies()
		case '#':
			for l.i < len(l.src) && l.src[l.i] != '\n' {
				l.i++
			}
		case ';', '&', '|':
			if b == '&' && l.i+1 < len(l.src) && l.src[l.i+1] == '>' {
				l.i++
				continue // &>file
			}
			if b == '&' && l.i > 0 && (l.src[l.i-1] == '>' || l.src[l.i-1] == '<') {
				l.i++
				continue // >&2
			}
			flush()
			l.i++
		case '(':
			if len(words) == 0 && strings.HasPrefix(l.src[l.i:], "((") {
				l.arithmetic()
				continue
			}
			flush()
			l.i++
			l.list(')')
		case ')':
			l.i++
			if cases > 0 {
				words = words[:0] // the pattern of a case
				redirect = false
				continue
			}
			flush()
			if end == ')' {
				return
			}
		case '<', '>':
			l.i++
			if strings.HasPrefix(l.src[l.i-1:], "<<") && !strings.HasPrefix(l.src[l.i-1:], "<<<") {
				l.i++
				l.heredoc()
				continue
			}
			for l.i < len(l.src) && strings.IndexByte("<>|&-", l.src[l.i]) >= 0 {
				l.i++
			}
			if l.i < len(l.src) && l.src[l.i] == '(' {
				l.i++
				l.list(')') // <(command)
				continue
			}
			redirect = true
		default:
			if b == '`' && end == '`' {
				flush()
				l.i++
				return
			}
			l.read(&words, &redirect, &cases, flush, end)
		}
	}
	flush()
}

// read takes the next word into a command.
func (l *lexer) read(words *[]Word, redirect *bool, cases *int, flush func(), end byte) {
	w := l.word(end)
	if *redirect {
		*redirect = false
		return
	}
	if len(*words) == 0 && !w.Quoted && w.Literal {
		switch w.Text {
		case "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "time":
			return
		case "function":
			*redirect = true // its name is no command
			return
		case "esac":
			*cases = max(0, *cases-1)
			return
		}
	}
	*words = append(*words, w)
	if n := len(*words); n == 3 && w.Text == "in" && (*words)[0].Text == "case" && !(*words)[0].Quoted {
		*cases++
		*words = (*words)[:0]
	}
}

// newline passes a line break at offset i, for the backslash before it.
func (l *lexer) newline(i int) bool {
	switch {
	case strings.HasPrefix(l.src[min(i, len(l.src)):], "\n"):
		l.i = i + 1
	case strings.HasPrefix(l.src[min(i, len(l.src)):], "\r\n"):
		l.i = i + 2
	default:
		return false
	}
	return true
}

// arithmetic passes ((…)) or the same after a dollar, quotes and all.
func (l *lexer) arithmetic() {
	open := 0
	for l.i < len(l.src) {
		switch l.src[l.i] {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.i++
				return
			}
		case '\\':
			l.i++
		}
		l.i++
	}
	l.i = min(l.i, len(l.src))
}

// heredoc reads what follows <<.
func (l *lexer) heredoc() {
	h := heredoc{}
	if l.i < len(l.src) && l.src[l.i] == '-' {
		h.tabs = true
		l.i++
	}
	for l.i < len(l.src) && (l.src[l.i] == ' ' || l.src[l.i] == '\t') {
		l.i++
	}
	start := l.i
	w := l.word(0)
	if h.end = w.Text; l.i > start {
		l.heredocs = append(l.heredocs, h)
	}
}

// bodies passes the here-documents that the line before announced.
func (l *lexer) bodies() {
	for _, h := range l.heredocs {
		for l.i < len(l.src) {
			line := l.src[l.i:]
			if n := strings.IndexByte(line, '\n'); n >= 0 {
				line = line[:n]
			}
			l.i = min(l.i+len(line)+1, len(l.src))
			line = strings.TrimSuffix(line, "\r")
			if h.tabs {
				line = strings.TrimLeft(line, "\t")
			}
			if line == h.end {
				break
			}
		}
	}
	l.heredocs = nil
}

// word reads one word. end ends it as well ("`" within backquotes).
func (l *lexer) word(end byte) Word {
	w := Word{Start: l.i, Literal: true, Equals: -1}
	for l.i < len(l.src) && bare[l.src[l.i]] {
		l.i++
	}
	if l.i > w.Start && (l.i == len(l.src) || strings.IndexByte(" \t\n;&|<>)", l.src[l.i]) >= 0) {
		w.End, w.Text = l.i, l.src[w.Start:l.i]
		return w // as most words are: without quotes and expansions
	}
	var b strings.Builder
	b.WriteString(l.src[w.Start:l.i])
	for l.i < len(l.src) {
		c := l.src[l.i]
		switch c {
		case ' ', '\t', '\n', ';', '&', '|', '<', '>', ')':
			return l.finish(w, &b)
		case '\r':
			if strings.HasPrefix(l.src[l.i:], "\r\n") {
				return l.finish(w, &b)
			}
			b.WriteByte(c)
			l.i++
		case '(':
			if w.Equals < 0 || w.After != l.i {
				return l.finish(w, &b)
			}
			l.i++ // NAME=( … )
			w.Literal = false
			l.lists(')', true)
		case '\'':
			w.Quoted = true
			l.i++
			l.single(&b, &w)
		case '"':
			w.Quoted = true
			l.i++
			l.double(&b, &w)
		case '\\':
			if l.newline(l.i + 1) {
				continue
			}
			l.i++
			if l.i < len(l.src) {
				b.WriteByte(l.src[l.i])
				l.i++
			}
		case '$':
			l.dollar(&b, &w, false)
		case '`':
			if end == '`' {
				return l.finish(w, &b)
			}
			w.Literal = false
			l.i++
			l.list('`')
		case '=':
			l.i++
			if w.Equals < 0 {
				w.Equals, w.After = b.Len(), l.i
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
			l.i++
		}
	}
	return l.finish(w, &b)
}

// bare are the bytes that mean themselves wherever they stand in a word.
var bare = func() (t [256]bool) {
	for i := range t {
		t[i] = i > ' ' && strings.IndexByte("\"'\\$`=()<>;&|", byte(i)) < 0
	}
	return
}()

func (l *lexer) finish(w Word, b *strings.Builder) Word {
	if l.i == w.Start && l.i < len(l.src) {
		l.i++ // no word starts with this: pass it, or nothing would move
	}
	w.End, w.Text = l.i, b.String()
	if w.Fallback != nil && w.passed != w.End && !(w.passed == w.End-1 && l.src[w.passed] == '"') {
		w.Fallback = nil // more follows
	}
	return w
}

// single reads up to the closing single quote.
func (l *lexer) single(b *strings.Builder, w *Word) {
	n := strings.IndexByte(l.src[l.i:], '\'')
	if n < 0 {
		l.i, w.Literal = len(l.src), false
		return
	}
	b.WriteString(l.src[l.i : l.i+n])
	l.i += n + 1
}

// double reads up to the closing double quote.
func (l *lexer) double(b *strings.Builder, w *Word) {
	for l.i < len(l.src) {
		switch c := l.src[l.i]; c {
		case '"':
			l.i++
			return
		case '\\':
			if l.newline(l.i + 1) {
				continue
			}
			l.i++
			if l.i < len(l.src) {
				if strings.IndexByte("$`\"\\", l.src[l.i]) < 0 {
					b.WriteByte('\\')
				}
				b.WriteByte(l.src[l.i])
				l.i++
			}
		case '$':
			l.dollar(b, w, true)
		case '`':
			w.Literal = false
			l.i++
			l.list('`')
		default:
			b.WriteByte(c)
			l.i++
		}
	}
	w.Literal = false // no end
}
