package docker

import (
	"encoding/json"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Word is a word of an instruction's arguments, its quotes taken away.
type Word struct {
	Text string
	// Start and End are its offsets in Args, with its quotes.
	Start, End int
	// Literal says that nothing is expanded in it.
	Literal bool
	At      nhi.Span
}

// Words are the words of the arguments: apart at blanks, with quotes and escapes
// as buildkit reads them.
func (i *Instruction) Words() []Word {
	var out []Word
	for at := 0; at < len(i.Args); {
		if blank(i.Args[at]) {
			at++
			continue
		}
		w := i.word(at, false)
		out = append(out, w)
		at = w.End
	}
	return out
}

// word reads the word that starts at an offset; all reads on over blanks.
func (i *Instruction) word(at int, all bool) Word {
	w := Word{Start: at, Literal: true}
	var b strings.Builder
	quote := byte(0)
	for ; at < len(i.Args); at++ {
		switch c := i.Args[at]; {
		case c == i.escape && quote != '\'' && at+1 < len(i.Args):
			if next := i.Args[at+1]; quote == 0 || next == '"' || next == '$' || next == i.escape {
				b.WriteByte(next)
				at++
			} else {
				b.WriteByte(c)
			}
			continue
		case quote != 0 && c == quote:
			quote = 0
			continue
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
			continue
		case quote == 0 && blank(c) && !all:
			w.Text, w.End = b.String(), at
			return w
		case c == '$' && quote != '\'':
			w.Literal = false
		}
		b.WriteByte(i.Args[at])
	}
	w.Text, w.End = b.String(), at
	return w
}

// Pair is a variable or build argument that an instruction sets.
type Pair struct {
	Name   string
	NameAt nhi.Span
	// Value is its text; Set says that there is one, Literal that nothing is
	// expanded in it.
	Value        string
	Set, Literal bool
	At           nhi.Span // the value without quotes around the whole, or the name
}

// Pairs reads ENV, ARG and LABEL: NAME=value NAME=value, and of ENV the old form
// NAME value.
func (i *Instruction) Pairs() []Pair {
	words := i.Words()
	if len(words) == 0 {
		return nil
	}
	if i.Name != "ARG" && !strings.Contains(words[0].Text, "=") {
		if len(words) < 2 {
			return nil
		}
		w := i.word(words[1].Start, true)
		return []Pair{i.pair(words[0], words[0].Text, words[0].End, w.Start, w)}
	}
	var out []Pair
	for _, w := range words {
		name, value, set := strings.Cut(w.Text, "=")
		if name == "" || strings.ContainsAny(name, "$\"'") {
			continue
		}
		if !set {
			at := i.Place(w.Start, w.End)
			out = append(out, Pair{Name: name, NameAt: at, At: at})
			continue
		}
		sign := strings.IndexByte(i.Args[w.Start:w.End], '=')
		v := w
		v.Text = value
		out = append(out, i.pair(w, name, w.Start+sign, w.Start+sign+1, v))
	}
	return out
}

func (i *Instruction) pair(w Word, name string, nameEnd, start int, v Word) Pair {
	end := v.End
	for end > start && blank(i.Args[end-1]) {
		end--
	}
	if raw := i.Args[start:end]; len(raw) > 1 && (raw[0] == '"' || raw[0] == '\'') && raw[len(raw)-1] == raw[0] {
		start, end = start+1, end-1
	}
	return Pair{Name: name, NameAt: i.Place(w.Start, nameEnd), Value: strings.TrimRight(v.Text, " \t"), Set: true, Literal: v.Literal, At: i.Place(start, end)}
}

// Exec are the words of the JSON form of RUN, CMD and ENTRYPOINT; false for the
// shell's form.
func (i *Instruction) Exec() ([]Word, bool) {
	if !strings.HasPrefix(i.Args, "[") {
		return nil, false
	}
	var list []string
	if json.Unmarshal([]byte(i.Args), &list) != nil {
		return nil, false
	}
	out := make([]Word, 0, len(list))
	at := 0
	for _, text := range list {
		// Each text is between its quotes, in order; escapes are rare, and then
		// the word has the place of the whole string.
		open := strings.IndexByte(i.Args[at:], '"')
		if open < 0 {
			break
		}
		start := at + open + 1
		end := start
		for end < len(i.Args) && i.Args[end] != '"' {
			if i.Args[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, len(i.Args))
		out = append(out, Word{Text: text, Start: start, End: end, Literal: true, At: i.Place(start, end)})
		at = min(end+1, len(i.Args))
	}
	return out, true
}
