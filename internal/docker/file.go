// Package docker reads Dockerfiles into instructions that know the bytes they
// came from, and says which stages are built into what somebody runs. It expands
// no variable and reads no other file.
//
// buildkit's own parser is the model, and not used: it knows lines but no
// columns, gives up a whole file for one instruction, and takes time in the
// square of a line's nested expansions: 4 seconds for 48 KB (v0.34).
package docker

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Limits on what is read. No Dockerfile that a person wrote comes near them.
const (
	// MaxFile is the largest file in bytes.
	MaxFile = 1 << 20
	// maxInstructions and maxHeredocs, of one instruction, bound what is handed out.
	maxInstructions = 10_000
	maxHeredocs     = 50
)

// File is a Dockerfile.
type File struct {
	Instructions []*Instruction
	Stages       []*Stage
	Notices      []nhi.Notice
}

// Instruction is one instruction, its continuation lines put together.
type Instruction struct {
	// Name is in upper case. ONBUILD is what it triggers.
	Name string
	// Flags are the words that begin with -- before the arguments.
	Flags []Word
	// Args is what follows, as written.
	Args string
	// Heredocs are the documents that follow the instruction.
	Heredocs []Heredoc
	// At is the instruction without its heredocs.
	At nhi.Span

	file   *nhi.File
	pieces []piece
	args   int // where Args begins in the text that the pieces make
	escape byte
}

// piece says where a stretch of an instruction's text stands in the file.
type piece struct{ text, file int }

// Heredoc is a document of an instruction. Its bytes are the file's.
type Heredoc struct {
	Name string
	Text string
	At   nhi.Span
}

// Place is the stretch of the file of two offsets of Args.
func (i *Instruction) Place(start, end int) nhi.Span {
	at := i.offset(i.args + start)
	if end <= start {
		return i.file.At(at, at)
	}
	return i.file.At(at, i.offset(i.args+end-1)+1)
}

func (i *Instruction) offset(text int) int {
	lo, hi := 0, len(i.pieces)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; i.pieces[mid].text <= text {
			lo = mid
		} else {
			hi = mid
		}
	}
	return i.pieces[lo].file + text - i.pieces[lo].text
}

// Parse reads a file.
func Parse(f *nhi.File) *File {
	out := &File{}
	text := f.Bytes()
	if len(text) > MaxFile {
		out.Notices = append(out.Notices, nhi.Notice{Path: f.Path, Reason: "Dockerfile: expected at most 1 MiB, found more", Incomplete: true})
		return out
	}
	r := &reader{file: f, text: text, escape: '\\'}
	if bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
		r.at = 3
	}
	r.directives()
	for r.at < len(text) {
		i := r.instruction()
		if i == nil {
			continue
		}
		if len(out.Instructions) == maxInstructions {
			r.notice(i.At.Start, "expected at most 10000 instructions, found more")
			break
		}
		out.Instructions = append(out.Instructions, i)
	}
	out.Notices = append(out.Notices, r.notices...)
	out.stages()
	return out
}

type reader struct {
	file    *nhi.File
	text    []byte
	at      int
	escape  byte
	notices []nhi.Notice
}

func (r *reader) notice(offset int, reason string) {
	r.notices = append(r.notices, nhi.Notice{Path: r.file.Path, Line: r.file.LineOf(offset), Reason: "Dockerfile: " + reason, Incomplete: true})
}

// line is the next line without its end, and where it starts.
func (r *reader) line() (line []byte, start int) {
	start = r.at
	end := len(r.text)
	r.at = end
	if i := bytes.IndexByte(r.text[start:], '\n'); i >= 0 {
		end = start + i
		r.at = end + 1
	}
	return bytes.TrimRight(r.text[start:end], "\r"), start
}

// directives reads the comments at the top that are settings: # escape=`.
func (r *reader) directives() {
	for {
		back := r.at
		line, _ := r.line()
		comment, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("#"))
		name, value, set := strings.Cut(string(comment), "=")
		switch name = strings.ToLower(strings.TrimSpace(name)); {
		case !ok || !set || name != "escape" && name != "syntax" && name != "check":
			r.at = back
			return
		case name == "escape" && strings.TrimSpace(value) == "`":
			r.escape = '`'
		}
	}
}

// instruction reads the next instruction; nil for a line that is none.
func (r *reader) instruction() *Instruction {
	line, start := r.line()
	lead := len(line) - len(bytes.TrimLeft(line, " \t\v\f"))
	line, start = line[lead:], start+lead
	if len(line) == 0 || line[0] == '#' {
		return nil
	}
	i := &Instruction{file: r.file, escape: r.escape}
	var text strings.Builder
	end := start
	for {
		content, more := r.continued(line)
		if len(content) > 0 {
			i.pieces = append(i.pieces, piece{text.Len(), start})
			text.Write(content)
			end = start + len(content)
		}
		if !more {
			break
		}
		// Comments and empty lines within an instruction are passed over.
		for more = false; !more && r.at < len(r.text); {
			line, start = r.line()
			trimmed := bytes.TrimSpace(line)
			more = len(trimmed) > 0 && trimmed[0] != '#'
		}
		if !more {
			break
		}
	}
	if len(i.pieces) == 0 {
		return nil
	}
	i.At = r.file.At(i.pieces[0].file, end)
	i.split(text.String(), 0)
	r.heredocs(i)
	return i
}

// continued takes the sign of continuation off a line.
func (r *reader) continued(line []byte) ([]byte, bool) {
	t := bytes.TrimRight(line, " \t")
	n := len(t)
	if n == 0 || t[n-1] != r.escape || n > 1 && t[n-2] == r.escape {
		return line, false
	}
	return t[:n-1], true
}

// split takes the name and the flags off the text of an instruction.
func (i *Instruction) split(text string, from int) {
	end := from
	for end < len(text) && !blank(text[end]) {
		end++
	}
	i.Name = strings.ToUpper(text[from:end])
	for end < len(text) && blank(text[end]) {
		end++
	}
	if i.Name == "ONBUILD" && end < len(text) {
		i.split(text, end)
		return
	}
	i.args, i.Args = end, text[end:]
	words := i.Words()
	skip := 0
	for end := false; !end && len(words) > 0 && strings.HasPrefix(words[0].Text, "--"); {
		if end = words[0].Text == "--"; !end {
			i.Flags = append(i.Flags, words[0])
		}
		if words = words[1:]; len(words) > 0 {
			skip = words[0].Start
		} else {
			skip = len(i.Args)
		}
	}
	for n := range i.Flags { // their offsets stay those of the whole
		i.Flags[n].At = i.Place(i.Flags[n].Start, i.Flags[n].End)
	}
	i.args, i.Args = i.args+skip, i.Args[skip:]
}

// heredocs reads the documents that an instruction announces.
func (r *reader) heredocs(i *Instruction) {
	if i.Name != "RUN" && i.Name != "COPY" && i.Name != "ADD" || !strings.Contains(i.Args, "<<") || strings.HasPrefix(i.Args, "[") {
		return
	}
	for _, w := range i.Words() {
		if len(i.Heredocs) == maxHeredocs {
			break
		}
		name, tabs, ok := announced(i.Args[w.Start:w.End])
		if !ok {
			continue
		}
		start, end, closed := r.at, r.at, false
		for r.at < len(r.text) {
			line, _ := r.line()
			if tabs {
				line = bytes.TrimLeft(line, "\t")
			}
			if closed = string(line) == name; closed {
				break
			}
			end = min(r.at, len(r.text))
		}
		if !closed {
			r.notice(i.At.Start, "expected a line that ends this here-document, found none")
		}
		i.Heredocs = append(i.Heredocs, Heredoc{Name: name, Text: string(r.text[start:end]), At: r.file.At(start, end)})
	}
}

var unquote = strings.NewReplacer(`"`, "", "'", "")

// announced reads a word as the start of a here-document: <<EOF, <<-"EOF", 3<<EOF.
func announced(word string) (name string, tabs, ok bool) {
	rest := strings.TrimLeft(word, "0123456789")
	if rest, ok = strings.CutPrefix(rest, "<<"); !ok {
		return "", false, false
	}
	rest, tabs = strings.CutPrefix(rest, "-")
	name = unquote.Replace(rest)
	return name, tabs, name != "" && !strings.ContainsAny(name, "<>$()|&;")
}

func blank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r' || c == '\n'
}
