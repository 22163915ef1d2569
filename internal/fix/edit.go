package fix

import (
	"bytes"
	"path"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
	"github.com/nhivet/nhivet/internal/tree"
)

// formats are the readers by the end of a file's name.
var formats = []struct {
	ends []string
	read func(f *nhi.File) ([]*tree.Node, []nhi.Notice)
}{
	{[]string{".yaml", ".yml"}, readYAML},
	{[]string{".json", ".jsonc"}, readJSON},
	{[]string{".template"}, func(f *nhi.File) ([]*tree.Node, []nhi.Notice) { // of CloudFormation
		if bytes.HasPrefix(bytes.TrimSpace(f.Bytes()), []byte("{")) {
			return readJSON(f)
		}
		return readYAML(f)
	}},
	{[]string{".toml"}, func(f *nhi.File) ([]*tree.Node, []nhi.Notice) { return rooted(tree.TOML(f)) }},
	{[]string{".tf", ".tofu", ".hcl", ".nomad", ".tfvars"}, func(f *nhi.File) ([]*tree.Node, []nhi.Notice) {
		_, root, notices := tree.HCL(f)
		return rooted(root, notices)
	}},
	{[]string{".go"}, readGo},
	{[]string{".py"}, func(f *nhi.File) (_ []*tree.Node, notices []nhi.Notice) {
		for _, e := range py.Parse(string(f.Bytes())).Errors {
			notices = append(notices, nhi.Notice{Path: f.Path, Line: f.LineOf(min(e.At, f.Len())), Reason: "expected Python", Incomplete: true})
		}
		return nil, notices
	}},
}

func readJSON(f *nhi.File) ([]*tree.Node, []nhi.Notice) { return rooted(tree.JSON(f)) }

func readYAML(f *nhi.File) (roots []*tree.Node, notices []nhi.Notice) {
	docs, notices := tree.YAML(f)
	for _, d := range docs {
		roots = append(roots, d.Root)
	}
	return roots, notices
}

func rooted(root *tree.Node, notices []nhi.Notice) ([]*tree.Node, []nhi.Notice) {
	if root == nil {
		return nil, notices
	}
	return []*tree.Node{root}, notices
}

// parse reads a file by its name; one of another kind has no roots.
func parse(f *nhi.File) ([]*tree.Node, []nhi.Notice) {
	for _, r := range formats {
		if ends(f, r.ends...) {
			return r.read(f)
		}
	}
	return nil, nil
}

// ends says whether the name of a file ends in one of these.
func ends(f *nhi.File, list ...string) bool {
	for _, e := range list {
		if strings.HasSuffix(f.Path, e) {
			return true
		}
	}
	return false
}

func isYAML(f *nhi.File) bool { return ends(f, ".yaml", ".yml") }
func isHCL(f *nhi.File) bool  { return ends(f, ".tf", ".tofu", ".hcl", ".nomad") }

// workflow says whether a file is one of GitHub Actions, or an action.
func workflow(f *nhi.File) bool {
	return isYAML(f) && (strings.Contains("/"+f.Path, "/.github/workflows/") || path.Base(f.Path) == "action.yml" || path.Base(f.Path) == "action.yaml")
}

// replace puts text in the place of a span.
func replace(at nhi.Span, text string) nhi.Edit { return nhi.Edit{At: at, New: text} }

// insert puts text at an offset.
func insert(f *nhi.File, at int, text string) nhi.Edit { return nhi.Edit{At: f.At(at, at), New: text} }

// within is the span of some bytes of a span.
func within(s nhi.Span, start, end int) nhi.Span { return s.File.At(s.Start+start, s.Start+end) }

// lineBreak is how lines of a file end: as the first one does.
func lineBreak(f *nhi.File) string {
	if i := bytes.IndexByte(f.Bytes(), '\n'); i > 0 && f.Bytes()[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// indent is the white space that the line of an offset begins with.
func indent(f *nhi.File, offset int) string {
	line := f.Line(f.LineOf(offset))
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// lines is the span of the whole lines that a span is on, their breaks with them;
// false where something else stands on them.
func lines(s nhi.Span) (nhi.Span, bool) {
	from, to := s.File.LineStart(s.File.LineOf(s.Start)), s.File.LineStart(s.File.LineOf(s.End)+1)
	text := s.File.Bytes()
	alone := len(bytes.TrimSpace(text[from:s.Start])) == 0 && len(bytes.TrimSpace(text[s.End:to])) == 0
	return s.File.At(from, to), alone
}

// below adds an entry as the first of the mapping under a key of YAML or JSON. It
// looks at the text alone, so that templates are edited as well.
func below(key nhi.Span, name, value string) (nhi.Edit, bool) {
	f, text := key.File, key.File.Bytes()
	at := key.End
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		at++
	}
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	if at >= len(text) || text[at] != ':' {
		return nhi.Edit{}, false
	}
	number := f.LineOf(at)
	rest := f.Line(number)[at+1-f.LineStart(number):]
	trimmed := bytes.TrimSpace(rest)
	switch {
	case len(trimmed) > 0 && trimmed[0] == '{' && !bytes.HasPrefix(trimmed, []byte("{{")):
		open := at + 1 + bytes.IndexByte(rest, '{') + 1
		return inBraces(f, open, name, value), true
	case isYAML(f) && (len(trimmed) == 0 || trimmed[0] == '#') && number < f.Lines():
		own := indent(f, key.Start)
		// A key behind a dash is further in than its line.
		own += strings.Repeat(" ", key.Start-f.LineStart(number)-len(own))
		in := own + "  "
		for n := number + 1; n <= f.Lines(); n++ {
			line := f.Line(n)
			body := bytes.TrimLeft(line, " ")
			if len(body) == 0 || body[0] == '#' || bytes.HasPrefix(body, []byte("{{")) {
				continue
			}
			if len(line)-len(body) <= len(own) {
				return nhi.Edit{}, false // nothing is below
			}
			in = string(line[:len(line)-len(body)])
			break
		}
		return insert(f, f.LineStart(number+1), in+name+": "+value+lineBreak(f)), true
	}
	return nhi.Edit{}, false
}

// inBraces adds an entry behind an opening brace.
func inBraces(f *nhi.File, open int, name, value string) nhi.Edit {
	text := f.Bytes()
	end := open
	for end < len(text) && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r' || text[end] == '\n') {
		end++
	}
	if !isYAML(f) {
		name = `"` + name + `"`
	}
	entry, space := name+": "+value, string(text[open:end])
	switch {
	case end < len(text) && text[end] == '}':
		return insert(f, open, entry)
	case space == "":
		return insert(f, open, entry+", ")
	case strings.Contains(space, "\n"):
		return insert(f, open, space+entry+",")
	}
	return insert(f, end, entry+", ")
}

// entry takes an item or a field out of a list in brackets or braces, its comma
// with it; false where that cannot be told. Items of a block of YAML go with their
// lines.
func withoutEntry(s nhi.Span) (nhi.Edit, bool) {
	text := s.File.Bytes()
	from, to := s.Start, s.End
	// Quotes are no part of a span of text.
	if from > 0 && to < len(text) && (text[from-1] == '"' || text[from-1] == '\'') && text[to] == text[from-1] {
		from, to = from-1, to+1
	}
	before, after := from, to
	for before > 0 && strings.IndexByte(" \t\r\n", text[before-1]) >= 0 {
		before--
	}
	for after < len(text) && strings.IndexByte(" \t\r\n", text[after]) >= 0 {
		after++
	}
	open := before > 0 && strings.IndexByte("[{", text[before-1]) >= 0
	comma := before > 0 && text[before-1] == ','
	switch {
	case after < len(text) && text[after] == ',' && (open || comma):
		// The next one takes its place.
		next := after + 1
		for next < len(text) && strings.IndexByte(" \t\r\n", text[next]) >= 0 {
			next++
		}
		if next < len(text) && strings.IndexByte("]}#/", text[next]) >= 0 {
			return nhi.Edit{At: s.File.At(from, after+1)}, true
		}
		return nhi.Edit{At: s.File.At(from, next)}, true
	case after < len(text) && strings.IndexByte("]}", text[after]) >= 0 && comma:
		return nhi.Edit{At: s.File.At(before-1, to)}, true
	case after < len(text) && strings.IndexByte("]}", text[after]) >= 0 && open:
		return nhi.Edit{At: s.File.At(before, after)}, true
	}
	return nhi.Edit{}, false
}

// step is one stop on the way from the root of a document to a place in it.
type step struct {
	node  *tree.Node
	field *tree.Field // nil for an item of a list and for the root
}

// way leads from a root to the innermost node around a span; nil where the span is
// in none of them.
func way(roots []*tree.Node, at nhi.Span) []step {
	for _, r := range roots {
		if r == nil || !holds(r.Span, at) {
			continue
		}
		steps := []step{{node: r}}
		for n := r; n != nil && n.Anchor == nil; {
			next := into(n, at)
			if next.node == nil && next.field == nil {
				break
			}
			steps = append(steps, next)
			n = next.node
		}
		return steps
	}
	return nil
}

// into is the entry or item of a node that holds a span. They stand in order, but
// for what a merge of YAML brings.
func into(n *tree.Node, at nhi.Span) step {
	i := sort.Search(len(n.Fields), func(i int) bool { return n.Fields[i].KeySpan.Start > at.Start }) - 1
	if i >= 0 && !n.Fields[i].Merged && holds(n.Fields[i].Span(), at) {
		return step{n.Fields[i].Value, &n.Fields[i]}
	}
	i = sort.Search(len(n.Items), func(i int) bool { return n.Items[i] != nil && n.Items[i].Span.Start > at.Start }) - 1
	if i >= 0 && n.Items[i] != nil && holds(n.Items[i].Span, at) {
		return step{node: n.Items[i]}
	}
	return step{}
}

func holds(outer, inner nhi.Span) bool {
	return outer.File == inner.File && outer.Start <= inner.Start && inner.End <= outer.End
}
