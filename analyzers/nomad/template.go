package nomad

import (
	"bytes"
	"sort"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// hole is an action of a pack's template, [[ … ]]: where something is written
// that only rendering tells.
type hole struct {
	start, end int
	word       string // the first word of the action
	control    bool   // it writes nothing
}

// controls are the actions of text/template that write nothing themselves.
var controls = map[string]bool{"if": true, "else": true, "end": true, "range": true, "with": true, "define": true, "block": true, "break": true, "continue": true}

// actions finds the actions of a template, in order. ok is false where one is
// never closed.
func actions(src []byte) (out []hole, ok bool) {
	for i := 0; ; {
		j := bytes.Index(src[i:], []byte("[["))
		if j < 0 {
			return out, true
		}
		start := i + j
		end := closing(src, start+2)
		if end < 0 {
			return out, false
		}
		inner := strings.TrimLeft(strings.TrimPrefix(string(src[start+2:end-2]), "-"), " \t\r\n")
		word := inner
		if k := strings.IndexAny(inner, " \t\r\n-"); k >= 0 {
			word = inner[:k]
		}
		h := hole{start: start, end: end, word: word}
		h.control = controls[word] || strings.HasPrefix(inner, "/*") || word == "" || assigns(inner)
		out = append(out, h)
		i = end
	}
}

// assigns says whether an action sets a variable: $x := 1, $x = 1.
func assigns(inner string) bool {
	if !strings.HasPrefix(inner, "$") {
		return false
	}
	name, rest, _ := strings.Cut(inner, " ")
	return strings.Contains(name, "=") || strings.HasPrefix(strings.TrimLeft(rest, " "), ":=") || strings.HasPrefix(strings.TrimLeft(rest, " "), "= ")
}

// closing is the offset behind the ]] of an action, which its texts and comments
// may contain too; -1 without one.
func closing(src []byte, i int) int {
	if rest := bytes.TrimLeft(src[i:], "- \t\r\n"); bytes.HasPrefix(rest, []byte("/*")) {
		at := len(src) - len(rest)
		if j := bytes.Index(src[at:], []byte("*/")); j >= 0 {
			i = at + j + 2
		}
	}
	for quote := byte(0); i < len(src); i++ {
		switch c := src[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '`':
			quote = c
		case c == ']' && i+1 < len(src) && src[i+1] == ']':
			return i + 2
		}
	}
	return -1
}

// template reads a pack's template as the job that it is around its actions: what
// stands where a value is becomes a name that nothing defines, all else goes.
// The bytes keep their places.
func template(f *nhi.File) (*tree.Node, []hole, []nhi.Notice) {
	src := f.Bytes()
	holes, ok := actions(src)
	if !ok {
		return nil, nil, []nhi.Notice{unread(f, len(src))}
	}
	_, root, notices := tree.HCL(nhi.NewFile(f.Path, filled(src, holes)))
	if len(notices) > 0 {
		// Two branches may write one argument, or two values where one goes.
		if _, again, n := tree.HCL(nhi.NewFile(f.Path, filled(firstBranches(src, holes), holes))); len(n) == 0 {
			root, notices = again, nil
		}
	}
	if len(notices) == 1 && notices[0].Reason == redefined {
		notices = nil // two conditions, one argument: the first speaks
	}
	if len(notices) > 0 {
		at := 0
		if notices[0].Line > 0 {
			at = f.LineStart(notices[0].Line)
		}
		notices = []nhi.Notice{unread(f, at)}
	}
	(&filler{f, holes}).home(root)
	return root, holes, notices
}

// redefined is the one complaint of the parser about an argument that is there
// twice.
const redefined = "HCL: Attribute redefined"

// unread says that a template cannot be read as a job.
func unread(f *nhi.File, at int) nhi.Notice {
	return nhi.Notice{Path: f.Path, Line: f.LineOf(at), Incomplete: true, Reason: "a template of Nomad Pack: it is no job until it is rendered"}
}

// filled replaces the actions in a copy.
func filled(src []byte, holes []hole) []byte {
	out := bytes.Clone(src)
	alone := statements(src, holes)
	for n, h := range holes {
		if h.control || alone[n] {
			blank(out[h.start:h.end])
			// A comma that only stands between the elements of a loop.
			if n > 0 && holes[n-1].control && string(bytes.TrimSpace(src[holes[n-1].end:h.start])) == "," {
				blank(out[holes[n-1].end:h.start])
			}
			continue
		}
		name := "h" + strconv.FormatInt(int64(n), 36)
		for i := h.start; i < h.end; i++ {
			out[i] = '_'
			if k := i - h.start; k < len(name) {
				out[i] = name[k]
			}
		}
	}
	return out
}

func blank(b []byte) {
	for i := range b {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
}

// maxBeside bounds what is looked at before and behind the actions of a line, in
// bytes: arguments and blocks that a template writes are indented by less.
const maxBeside = 256

// statements says of each action whether it stands alone on its line, or with
// others, where whole arguments and blocks are written.
func statements(src []byte, holes []hole) []bool {
	out := make([]bool, len(holes))
	for first := 0; first < len(holes); {
		next := first + 1
		for next < len(holes) && len(bytes.Trim(src[holes[next-1].end:holes[next].start], " \t")) == 0 {
			next++
		}
		start, end := holes[first].start, holes[next-1].end
		before, after := src[max(0, start-maxBeside):start], src[end:min(len(src), end+maxBeside)]
		if i := bytes.LastIndexByte(before, '\n'); i >= 0 {
			before = before[i+1:]
		}
		if i := bytes.IndexByte(after, '\n'); i >= 0 {
			after = after[:i]
		}
		before, after = bytes.TrimSpace(before), bytes.TrimSpace(after)
		alone := (len(before) == 0 || before[len(before)-1] == '{') && (len(after) == 0 || after[0] == '}' || after[0] == '#')
		for ; first < next; first++ {
			out[first] = alone
		}
	}
	return out
}

// firstBranches blanks what stands between an else and its end.
func firstBranches(src []byte, holes []hole) []byte {
	out := bytes.Clone(src)
	var open []int // where the else of each open action ends, -1 without one
	for _, h := range holes {
		switch h.word {
		case "if", "range", "with", "define", "block":
			open = append(open, -1)
		case "else":
			if n := len(open) - 1; n >= 0 && open[n] < 0 {
				open[n] = h.end
			}
		case "end":
			if n := len(open) - 1; n >= 0 {
				if open[n] >= 0 {
					blank(out[open[n]:h.start])
				}
				open = open[:n]
			}
		}
	}
	return out
}

// filler turns what was read of a filled copy back into the template's own.
type filler struct {
	file  *nhi.File
	holes []hole
}

func (f *filler) home(n *tree.Node) {
	if n == nil {
		return
	}
	n.Span.File = f.file
	if (n.Scalar() || n.Kind == tree.Dynamic) && holed(f.holes, n.Span) {
		n.Kind, n.Text, n.Exact = tree.Dynamic, n.Span.Text(), true
	}
	for i := range n.Fields {
		field := &n.Fields[i]
		field.KeySpan.File = f.file
		if holed(f.holes, field.KeySpan) {
			field.Key = ""
		}
		for _, l := range field.Labels {
			f.home(l)
		}
		f.home(field.Value)
	}
	for _, item := range n.Items {
		f.home(item)
	}
}

// holed says whether an action stands in a span.
func holed(holes []hole, s nhi.Span) bool {
	i := sort.Search(len(holes), func(i int) bool { return holes[i].end > s.Start })
	return i < len(holes) && holes[i].start < s.End
}
