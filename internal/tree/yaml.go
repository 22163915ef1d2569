package tree

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Limits on what is read. No file that a person wrote comes near them; they keep
// files that were made to hurt from costing more than about a second.
const (
	// MaxDepth is how deep values may be nested. encoding/json and yaml.v3 stop at
	// 10,000; whoever walks a tree recursively should not have to think of it.
	MaxDepth = 1000
	// MaxExpansion is how many nodes the aliases and merge keys of one YAML
	// document may add to what a walk over it visits.
	MaxExpansion = 100_000
	// MaxYAML is the largest YAML file in bytes: 8 MB take yaml.v3 about 0.3 s.
	MaxYAML = 8 << 20
	// maxDocuments is how many documents of one stream are read: each costs
	// yaml.v3 about 10 µs, however small.
	maxDocuments = 20_000
	// maxNotices is how many notices one file gives. More help nobody.
	maxNotices = 50
)

// Document is one document of a YAML stream.
type Document struct {
	Root *Node
	// Span runs from the document's separator or first line to the next
	// separator.
	Span nhi.Span
}

// YAML reads every document of a stream. A document that cannot be read is a
// notice and does not hide the others; documents of nothing but comments are left
// out.
func YAML(f *nhi.File) ([]*Document, []nhi.Notice) {
	text := f.Bytes()
	if len(text) > MaxYAML {
		return nil, []nhi.Notice{tooLarge(f, "YAML", MaxYAML)}
	}
	var (
		docs    []*Document
		notices []nhi.Notice
		failed  bool
		r       = &yamlReader{file: f, text: text}
	)
	r.lines, r.ascii = yamlLines(text)
	template := templated(text)
	for i, part := range r.split() {
		if i == maxDocuments {
			r.notices = nil
			r.fail(part.start, fmt.Sprintf("expected at most %d documents, found more", maxDocuments))
			notices = append(notices, r.notices...)
			break
		}
		r.notices, r.failed = nil, false
		if root := r.document(part); root != nil {
			docs = append(docs, &Document{Root: root, Span: f.At(part.start, part.end)})
		}
		if r.failed && template >= 0 {
			failed = true
			continue
		}
		notices = append(notices, r.notices...)
	}
	if failed {
		notices = append(notices, templateNotice(f))
	}
	return docs, capNotices(f, notices)
}

// capNotices cuts a list of notices, and says so in its last one.
func capNotices(f *nhi.File, notices []nhi.Notice) []nhi.Notice {
	if len(notices) <= maxNotices {
		return notices
	}
	last := nhi.Notice{Path: f.Path, Line: notices[maxNotices-1].Line, Reason: fmt.Sprintf("expected a file with few problems, found %d more", len(notices)-maxNotices+1)}
	for _, n := range notices[maxNotices-1:] {
		last.Incomplete = last.Incomplete || n.Incomplete
	}
	return append(notices[:maxNotices-1:maxNotices-1], last)
}

// tooLarge is the notice of a file that is not read for its size.
func tooLarge(f *nhi.File, format string, limit int) nhi.Notice {
	return nhi.Notice{Path: f.Path, Reason: fmt.Sprintf("%s: expected at most %d bytes, found %d", format, limit, f.Len()), Incomplete: true}
}

// templated is the offset of the first action of a Go or Jinja template, -1
// without one. The expressions of workflows (${{ }}) are no templates.
func templated(text []byte) int {
	for i := 0; ; i += 2 {
		j := bytes.IndexByte(text[i:], '{')
		if j < 0 || i+j+1 >= len(text) {
			return -1
		}
		i += j
		if (text[i+1] == '{' || text[i+1] == '%') && (i == 0 || text[i-1] != '$') {
			return i
		}
		i--
	}
}

// templateNotice says that a file is no document until it is rendered.
func templateNotice(f *nhi.File) nhi.Notice {
	return nhi.Notice{Path: f.Path, Line: f.LineOf(templated(f.Bytes())), Reason: "a template: it is no document until it is rendered"}
}

// yamlPart is the stretch of one document.
type yamlPart struct {
	start, end int
	first      int // index of its first line
	// directives are the %YAML lines to be blanked: yaml.v3 refuses every
	// version but 1.1, and no version changes anything that is read here.
	directives [][2]int
}

// yamlReader turns the nodes of yaml.v3, which know the line and the code point
// they start at, into nodes that know their bytes.
type yamlReader struct {
	file    *nhi.File
	text    []byte
	lines   []int // where lines start, as yaml.v3 counts them
	ascii   bool
	notices []nhi.Notice
	failed  bool

	part yamlPart
	// seen is the last position that was looked up: nodes come in order, and
	// counting code points from the start of a long line again and again is
	// quadratic.
	seenLine, seenColumn, seenOffset int
	built                            map[*yaml.Node]*yamlBuilt
	expanded                         int
	keys                             keyCheck
	said                             map[string]bool
}

// yamlBuilt is an anchored node. While it is being built, node is nil.
type yamlBuilt struct {
	node *Node
	size int
}

// yamlLines finds line starts in the way of yaml.v3, which also breaks lines at
// NEL, LS and PS; and says whether the text is ASCII.
func yamlLines(text []byte) (lines []int, ascii bool) {
	lines, ascii = append(make([]int, 0, len(text)/32+1), 0), true
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '\n', b == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			lines = append(lines, i+1)
		case b >= utf8.RuneSelf:
			ascii = false
			if n := wideBreak(text[i:]); n > 0 {
				lines = append(lines, i+n)
			}
		}
	}
	return lines, ascii
}

// wideBreak is the length of a NEL, LS or PS at the start of b, else 0.
func wideBreak(b []byte) int {
	switch {
	case len(b) >= 2 && b[0] == 0xC2 && b[1] == 0x85:
		return 2
	case len(b) >= 3 && b[0] == 0xE2 && b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9):
		return 3
	}
	return 0
}

var utf8BOM = []byte("\xEF\xBB\xBF")

// split cuts the stream at its separators. They stand in column 0, where no
// content of a block scalar or of a quoted scalar can be. Parts of nothing but
// comments and directives are dropped.
func (r *yamlReader) split() []yamlPart {
	var parts []yamlPart
	cur, content, explicit := yamlPart{}, false, false
	if bytes.HasPrefix(r.text, utf8BOM) {
		cur.start = len(utf8BOM)
	}
	flush := func(end int) {
		if content {
			cur.end = end
			parts = append(parts, cur)
		}
	}
	for i, start := range r.lines {
		end := len(r.text)
		if i+1 < len(r.lines) {
			end = r.lines[i+1]
		}
		if i == 0 {
			start = cur.start
		}
		line := r.text[start:end]
		switch {
		case separator(line, '-'):
			if content || explicit {
				flush(start)
				cur = yamlPart{start: start, first: i}
			}
			explicit, content = true, !blank(line[3:])
		case separator(line, '.'):
			flush(start)
			cur, content, explicit = yamlPart{start: end, first: i + 1}, false, false
		case !content && !explicit && bytes.HasPrefix(line, []byte("%")):
			if bytes.HasPrefix(line, []byte("%YAML")) {
				cur.directives = append(cur.directives, [2]int{start, start + len(bytes.TrimRight(line, "\r\n"))})
			}
		case !content:
			content = !blank(line)
		}
	}
	flush(len(r.text))
	return parts
}

// separator says whether a line starts with three of a byte, and nothing that is
// part of the same word.
func separator(line []byte, b byte) bool {
	return len(line) >= 3 && line[0] == b && line[1] == b && line[2] == b &&
		(len(line) == 3 || bytes.IndexByte([]byte(" \t\r\n"), line[3]) >= 0 || wideBreak(line[3:]) > 0)
}

// blank says whether there is nothing but white space and a comment.
func blank(line []byte) bool {
	line = bytes.TrimLeft(line, " \t\r\n")
	return len(line) == 0 || line[0] == '#'
}

// document parses one part.
func (r *yamlReader) document(part yamlPart) (root *Node) {
	r.part = part
	r.seenLine, r.built, r.expanded, r.keys, r.said = 0, nil, 0, keyCheck{}, nil
	text := r.text[part.start:part.end]
	if !r.ascii && !utf8.Valid(text) {
		r.fail(part.start+invalidUTF8(text), "expected UTF-8, found other bytes")
		return nil
	}
	if len(part.directives) > 0 {
		text = bytes.Clone(text)
		for _, d := range part.directives {
			for i := d[0]; i < d[1]; i++ {
				text[i-part.start] = ' '
			}
		}
	}
	defer func() {
		// yaml.v3 has panicked on odd input before; input never ends the scan.
		if p := recover(); p != nil {
			root = nil
			r.fail(part.start, "the parser gave up on this document")
		}
	}()
	var doc, rest yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(text))
	if err := dec.Decode(&doc); err != nil {
		if err != io.EOF {
			r.parseError(err)
		}
		return nil
	}
	// The parser ends a document at the first thing that cannot belong to it, and
	// only tells when it is asked for the next one.
	switch err := dec.Decode(&rest); {
	case err == nil:
		r.fail(part.start, "expected one document, found content after its end")
	case err != io.EOF:
		r.parseError(err)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	root, _, _, _ = r.node(doc.Content[0], 0, -1)
	r.notices = r.keys.notices(r.file, r.notices)
	return root
}

// invalidUTF8 is the offset of the first byte that is no UTF-8.
func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}

func (r *yamlReader) fail(offset int, reason string) {
	r.failed = true
	r.notices = append(r.notices, nhi.Notice{Path: r.file.Path, Line: r.file.LineOf(offset), Reason: "YAML: " + reason, Incomplete: true})
}

// say adds a notice about a limit, once for each reason and document.
func (r *yamlReader) say(offset int, reason string) {
	if r.said[reason] {
		return
	}
	if r.said == nil {
		r.said = map[string]bool{}
	}
	r.said[reason] = true
	r.notices = append(r.notices, nhi.Notice{Path: r.file.Path, Line: r.file.LineOf(offset), Reason: "YAML: " + reason, Incomplete: true})
}

// yamlParserErrors are the problems whose line yaml.v3 counts from 0, while it
// counts those of its scanner from 1.
var yamlParserErrors = []string{
	"did not find expected <", "did not find expected node content", "did not find expected '-' indicator",
	"did not find expected key", "did not find expected ',' or", "found undefined tag handle",
	"found duplicate %", "found incompatible YAML document",
}

// parseError makes a notice of an error of yaml.v3. Its texts are constants but
// for the names of anchors.
func (r *yamlReader) parseError(err error) {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if number, text, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				line, msg = n, text
				for _, p := range yamlParserErrors {
					if strings.HasPrefix(msg, p) {
						line++
						break
					}
				}
			}
		}
	}
	offset := r.part.start
	if i := r.part.first + line - 1; line > 1 && i < len(r.lines) {
		offset = min(r.lines[i], max(r.part.end-1, r.part.start))
	}
	text := r.text[r.part.start:r.part.end]
	switch {
	case strings.HasPrefix(msg, "unknown anchor"):
		if name := strings.Split(msg, "'"); len(name) == 3 {
			offset += max(0, bytes.Index(text, []byte("*"+name[1])))
		}
		msg = "expected an anchor for this alias, found none"
	case strings.HasPrefix(msg, "control characters"):
		offset += max(0, bytes.IndexFunc(text, func(c rune) bool { return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F }))
	}
	r.fail(offset, msg)
}
