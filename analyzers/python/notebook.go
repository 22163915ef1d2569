package python

import (
	"strings"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// notebook is the code of the cells of a Jupyter notebook as one module, in which
// every line knows where it stands in the notebook. nil when it is none, or not of
// Python, and what is wrong with it. https://nbformat.readthedocs.io/en/latest/format_description.html
func notebook(f *nhi.File) (program *nhi.File, problem string) {
	root, notices := tree.JSON(f)
	if len(notices) > 0 {
		problem = "a notebook that is not understood: " + notices[0].Reason
	}
	if root == nil {
		return nil, problem
	}
	if lang := root.Get("metadata", "kernelspec", "language").Str(); lang != "" && lang != "python" {
		return nil, ""
	}
	var text []byte
	var all []nhi.Piece
	magic := false
	add := func(n *tree.Node) {
		if n == nil || !n.Scalar() {
			return
		}
		at := n.Span.Start
		for _, line := range strings.SplitAfter(n.Text, "\n") {
			if line == "" {
				continue
			}
			command := strings.TrimLeft(line, " \t")
			if strings.HasPrefix(command, "%%") && !pythonCell(command) {
				magic = true // the cell is of another language
			}
			list, next := pieces(f, at, len(text), line)
			at = next
			if magic || command != "" && strings.IndexByte("%!?", command[0]) >= 0 || strings.HasPrefix(command, "pip install ") {
				// a command for the notebook
				line = line[:len(line)-len(command)] + "pass\n"
				list = nil
			}
			text = append(text, line...)
			all = append(all, list...)
		}
	}
	for _, cell := range root.Get("cells").Each() {
		if cell.Get("cell_type").Str() != "code" {
			continue
		}
		magic = false
		for _, part := range cell.Get("source").Each() {
			add(part)
		}
		if n := len(text); n > 0 && text[n-1] != '\n' {
			text = append(text, '\n')
		}
	}
	if len(text) == 0 {
		return nil, problem
	}
	return nhi.NewDerived(f.Path+"//cells", text, all), problem
}

// pythonCell says whether the cell that a line of magic starts is of Python all the
// same: it is timed, its output is kept, or it is written to a file.
func pythonCell(line string) bool {
	for _, magic := range [...]string{"%%time", "%%capture", "%%prun"} {
		if strings.HasPrefix(line, magic) {
			return true
		}
	}
	return strings.HasPrefix(line, "%%writefile") && strings.HasSuffix(strings.TrimSpace(line), ".py")
}

// pieces say where the bytes of a line come from, which stands as JSON from at on:
// stretches that are written as they are, and escapes, each on its own.
func pieces(f *nhi.File, at, to int, line string) (list []nhi.Piece, next int) {
	raw := f.Bytes()
	start := 0
	add := func(end int) {
		if end > start {
			from := f.At(at-(end-start), at)
			list = append(list, nhi.Piece{Start: to + start, End: to + end, From: from, Site: from})
		}
	}
	for i := 0; i < len(line) && at < len(raw); {
		if raw[at] != '\\' {
			i++
			at++
			continue
		}
		add(i)
		size := 2
		if at+1 < len(raw) && raw[at+1] == 'u' {
			size = 6
		}
		_, n := utf8.DecodeRuneInString(line[i:])
		if n == 4 { // two of them
			size = 12
		}
		from := f.At(at, at+size)
		list = append(list, nhi.Piece{Start: to + i, End: to + i + n, From: from, Site: from})
		i, at = i+n, at+size
		start = i
	}
	add(len(line))
	return list, at
}
