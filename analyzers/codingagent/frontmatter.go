package codingagent

import (
	"bytes"
	"fmt"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// maxFrontMatter is how far the end of a front matter is looked for, in bytes.
// The longest that people write are some kilobytes.
const maxFrontMatter = 64 << 10

// frontMatter reads the YAML between the two lines of dashes at the head of a
// Markdown file; nil when there is none. One that does not end is a notice.
func (r *reader) frontMatter() *tree.Node {
	text := r.f.Bytes()
	start := 0
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	first, rest, found := bytes.Cut(text[start:], []byte("\n"))
	if !found || !dashes(first) {
		return nil
	}
	end := -1
	for at := len(text) - len(rest); at < len(text) && at < maxFrontMatter; {
		line, _, _ := bytes.Cut(text[at:], []byte("\n"))
		if dashes(line) {
			end = at
			break
		}
		at += len(line) + 1
	}
	if end < 0 {
		r.notices([]nhi.Notice{{Path: r.f.Path, Line: 1, Incomplete: true,
			Reason: fmt.Sprintf("front matter: expected a line of dashes within %d bytes, found none", maxFrontMatter)}})
		return nil
	}
	// A file of the head alone: its offsets are those of the whole.
	head := nhi.NewFile(r.f.Path, text[:end])
	docs, notices := tree.YAML(head)
	if len(docs) > 0 && docs[0].Root != nil && docs[0].Root.Kind == tree.Mapping {
		r.notices(notices)
		r.rehome(docs[0].Root, map[*tree.Node]bool{})
		return docs[0].Root
	}
	// Descriptions of agents are prose with colons and brackets that YAML takes
	// for its own, and the agents read on.
	if root, whole := r.lines(len(text)-len(rest), end); root != nil && (root.Get("description") != nil || root.Get("name") != nil) {
		if !whole {
			r.notices(notices)
		}
		return root
	}
	r.notices(notices)
	return nil
}

// maxProse is the longest value that is prose, in bytes; what is longer was not
// written for a line.
const maxProse = 8 << 10

// lines reads "key: value" at the beginning of lines, and nothing else. whole is
// false when other lines look like lists or mappings, which are lost then.
func (r *reader) lines(start, end int) (root *tree.Node, whole bool) {
	text := r.f.Bytes()
	root, whole = &tree.Node{Kind: tree.Mapping, Span: r.f.At(start, end)}, true
	for at := start; at < end; {
		line, _, _ := bytes.Cut(text[at:end], []byte("\n"))
		key, value, found := bytes.Cut(line, []byte(":"))
		inner := bytes.TrimLeft(key, " \t-")
		switch {
		case len(line) > maxProse, len(inner) < len(key) && found && len(bytes.Trim(inner, letters)) == 0, bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("- ")):
			whole = false
		case found && len(key) > 0 && len(bytes.Trim(key, letters)) == 0:
			from := at + len(key) + 1 + len(value) - len(bytes.TrimLeft(value, " \t"))
			value = bytes.TrimSpace(value)
			node := &tree.Node{Kind: tree.String, Text: string(value), Span: r.f.At(from, from+len(value)), Exact: true}
			root.Fields = append(root.Fields, tree.Field{Key: string(key), KeySpan: r.f.At(at, at+len(key)), Value: node})
		}
		at += len(line) + 1
	}
	if len(root.Fields) == 0 {
		return nil, whole
	}
	return root, whole
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

// dashes says whether a line is the border of a front matter.
func dashes(line []byte) bool {
	return len(line) >= 3 && string(line[:3]) == "---" && len(bytes.TrimSpace(line[3:])) == 0
}

// rehome lets the spans of a part of the file point into the file itself.
func (r *reader) rehome(n *tree.Node, done map[*tree.Node]bool) {
	if n == nil || done[n] {
		return
	}
	done[n] = true
	n.Span.File = r.f
	for i := range n.Fields {
		n.Fields[i].KeySpan.File = r.f
		r.rehome(n.Fields[i].Value, done)
	}
	for _, item := range n.Items {
		r.rehome(item, done)
	}
	r.rehome(n.Anchor, done)
}
