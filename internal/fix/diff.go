package fix

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/nhivet/nhivet/internal/nhi"
)

// around is how many unchanged lines a diff shows on both sides of a change.
const around = 3

// Diff writes changes in the unified form. What stands in the place of secrets is
// nhi.Redacted, in what goes and in what stays: where one is shown, the diff is for
// reading and not for git apply. Control characters are replaced. hide says what else
// is left out of the lines of a file, first to last; nil hides the secrets alone.
func Diff(w io.Writer, changes []Change, secrets []nhi.Span, hide func(f *nhi.File, first, last int) []nhi.Span) error {
	var b bytes.Buffer
	for _, c := range changes {
		d := differ{change: c, secrets: secretsOf(c.File, secrets)}
		if hide != nil {
			d.hide(hide)
		}
		name := shown([]byte(c.File.Path))
		fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
		d.hunks(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// hide adds what else is left out. Lines are looked at once, however many edits are
// on them or near.
func (d *differ) hide(hide func(f *nhi.File, first, last int) []nhi.Span) {
	f, next := d.change.File, 1
	var found []nhi.Span
	for _, e := range d.change.Edits {
		first, last := d.touched(e)
		if first, last = max(first-around, next), min(last+around, lastLine(f)); first <= last {
			found = append(found, hide(f, first, last)...)
			next = last + 1
		}
	}
	d.secrets = secretsOf(f, append(found, d.secrets...))
}

// secretsOf are the secrets of one file, in order.
func secretsOf(f *nhi.File, secrets []nhi.Span) (out []nhi.Span) {
	for _, s := range secrets {
		if s.File == f && s.Valid() && s.Start < s.End {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b nhi.Span) int { return a.Start - b.Start })
	return out
}

type differ struct {
	change  Change
	secrets []nhi.Span
	shift   int // lines that hunks before have added
}

// hunks writes the lines that change, with those around them. Edits whose
// surroundings meet are one hunk.
func (d *differ) hunks(b *bytes.Buffer) {
	f, edits := d.change.File, d.change.Edits
	last := lastLine(f)
	for i := 0; i < len(edits); {
		j := i + 1
		first, end := d.touched(edits[i])
		for j < len(edits) {
			from, to := d.touched(edits[j])
			if from > end+2*around+1 {
				break
			}
			end, j = max(end, to), j+1
		}
		top, bottom := max(first-around, 1), min(end+around, last)
		var body bytes.Buffer
		was, now := d.lines(&body, top, bottom, edits[i:j])
		fmt.Fprintf(b, "@@ -%s +%s @@\n", span(top, was), span(top+d.shift, now))
		b.Write(body.Bytes())
		d.shift += now - was
		i = j
	}
}

func span(from, n int) string {
	if n == 0 {
		from--
	}
	return fmt.Sprintf("%d,%d", from, n)
}

// lastLine is the last line that has text.
func lastLine(f *nhi.File) int {
	n := f.Lines()
	if n > 1 && f.LineStart(n) == f.Len() {
		n--
	}
	return n
}

// touched are the first and the last line that an edit changes. What is put in
// before a line and ends in a line break changes none: it stands before that line.
func (d *differ) touched(e nhi.Edit) (first, last int) {
	f := d.change.File
	first, last = f.LineOf(e.At.Start), f.LineOf(e.At.End)
	if e.At.End > e.At.Start && f.LineStart(last) == e.At.End {
		last--
	}
	return first, min(last, lastLine(f))
}

// lines writes the lines of a hunk: for each edit, or edits of the same lines, what
// goes and what comes.
func (d *differ) lines(b *bytes.Buffer, top, bottom int, edits []nhi.Edit) (was, now int) {
	f := d.change.File
	n := top
	for i := 0; i < len(edits); {
		first, last := d.touched(edits[i])
		j := i + 1
		for j < len(edits) {
			from, to := d.touched(edits[j])
			if from > last {
				break
			}
			last, j = max(last, to), j+1
		}
		for ; n < first; n++ {
			d.line(b, " ", d.render(f.LineStart(n), f.LineStart(n+1), nil))
			was, now = was+1, now+1
		}
		from, to := f.LineStart(first), f.LineStart(last+1)
		old := split(d.render(from, to, nil))
		fresh := split(d.render(from, to, edits[i:j]))
		// Lines that stay on both sides of what is put in or taken out.
		head := 0
		for head < len(old) && head < len(fresh) && bytes.Equal(old[head], fresh[head]) && !d.secretOn(first+head) {
			head++
		}
		tail := 0
		for tail < len(old)-head && tail < len(fresh)-head && bytes.Equal(old[len(old)-1-tail], fresh[len(fresh)-1-tail]) && !d.secretOn(last-tail) {
			tail++
		}
		for _, l := range old[:head] {
			d.line(b, " ", l)
		}
		for _, l := range old[head : len(old)-tail] {
			d.line(b, "-", l)
		}
		for _, l := range fresh[head : len(fresh)-tail] {
			d.line(b, "+", l)
		}
		for _, l := range old[len(old)-tail:] {
			d.line(b, " ", l)
		}
		was, now = was+len(old), now+len(fresh)
		n, i = last+1, j
	}
	for ; n <= bottom; n++ {
		d.line(b, " ", d.render(f.LineStart(n), f.LineStart(n+1), nil))
		was, now = was+1, now+1
	}
	return was, now
}

// secretOn says whether a line holds a secret, so that lines which look the same
// may not be.
func (d *differ) secretOn(line int) bool {
	from, to := d.change.File.LineStart(line), d.change.File.LineStart(line+1)
	return slices.ContainsFunc(d.secrets, func(s nhi.Span) bool { return s.Start < to && from < s.End })
}

func (d *differ) line(b *bytes.Buffer, sign string, text []byte) {
	body, end := bytes.TrimRight(text, "\r\n"), ""
	if bytes.HasSuffix(text, []byte("\r\n")) {
		end = "\r"
	}
	fmt.Fprintf(b, "%s%s%s\n", sign, shown(body), end)
	if !bytes.HasSuffix(text, []byte("\n")) {
		b.WriteString("\\ No newline at end of file\n")
	}
}

// render is a stretch of the file with edits in it, without its secrets.
func (d *differ) render(from, to int, edits []nhi.Edit) []byte {
	var b bytes.Buffer
	at := from
	for _, e := range edits {
		d.masked(&b, at, e.At.Start)
		b.WriteString(e.New)
		at = e.At.End
	}
	d.masked(&b, at, to)
	return b.Bytes()
}

// masked writes a stretch of the file without its secrets.
func (d *differ) masked(b *bytes.Buffer, from, to int) {
	text := d.change.File.Bytes()
	for _, s := range d.secrets {
		if s.End <= from || s.Start >= to {
			continue
		}
		start, end := max(s.Start, from), min(s.End, to)
		b.Write(text[from:start])
		b.WriteString(nhi.Redacted)
		// The lines of a secret stay lines.
		b.Write(bytes.Repeat([]byte("\n"), bytes.Count(text[start:end], []byte("\n"))))
		from = end
	}
	if from < to {
		b.Write(text[from:to])
	}
}

// split cuts a text behind each line break.
func split(text []byte) [][]byte {
	out := bytes.SplitAfter(text, []byte("\n"))
	if n := len(out); len(out[n-1]) == 0 {
		out = out[:n-1]
	}
	return out
}

// shown is a line as a terminal may see it.
func shown(line []byte) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
			return unicode.ReplacementChar
		}
		return r
	}, string(line))
}
