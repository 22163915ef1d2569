package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxMarkdown is how many findings, and how many notices, the Markdown form lists.
// GitHub refuses a job summary over 1 MiB (GitHub Docs, "Workflow commands", job
// summaries). A hostile row is 2 maxCell entities of 6 bytes: all stay below.
const maxMarkdown = 100

// maxCell bounds one cell, in runes: names come from strangers' files.
const maxCell = 300

// Markdown writes a summary for a page that renders it: counts, then one row a
// finding with its fix, loudest first.
func Markdown(w io.Writer, r *nhi.Report) error {
	p := &printer{w: w}
	n := r.Counts()
	p.printf("### nhivet\n\n%s\n", Cell(Summary(r)))
	if total := n[nhi.Error] + n[nhi.Warning] + n[nhi.Note]; total > 0 {
		p.printf("\n| errors | warnings | notes |\n|--:|--:|--:|\n| %d | %d | %d |\n", n[nhi.Error], n[nhi.Warning], n[nhi.Note])
		p.printf("\n| level | place | what is wrong | fix | rule |\n|---|---|---|---|---|\n")
		p.rows(r.Findings)
		if total > maxMarkdown {
			p.printf("\nand %s more\n", Plural(total-maxMarkdown, "finding"))
		}
	}
	if len(r.Notices) > 0 {
		p.printf("\n<details><summary>%s</summary>\n\n", Plural(len(r.Notices), "notice"))
		for i, notice := range r.Notices {
			if i == maxMarkdown {
				p.printf("- and %d more\n", len(r.Notices)-i)
				break
			}
			place := ""
			if notice.Path != "" {
				place = Code(notice.Path) + ": "
			}
			p.printf("- %s%s\n", place, Cell(notice.Reason))
		}
		p.printf("\n</details>\n")
	}
	return p.err
}

func (p *printer) rows(findings []*nhi.Finding) {
	listed := 0
	for _, level := range []nhi.Level{nhi.Error, nhi.Warning, nhi.Note} {
		for _, f := range findings {
			if f.Level != level || !f.Counts() || listed == maxMarkdown {
				continue
			}
			listed++
			at := f.At.Position()
			p.printf("| %s | %s | %s | %s | %s |\n", f.Level, Code(fmt.Sprintf("%s:%d", at.File, at.Line)), Cell(f.Message), Cell(f.Rule.Remediation), Code(f.Rule.Name))
		}
	}
}

// markdown spells out what could start markup, a link, an image or a mention:
// the text is a stranger's, and the page is the repository's own. HTML entities
// work in a table cell, where a backslash before a pipe may not.
var markdown = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "`", "&#96;", "*", "&#42;", "_", "&#95;", "~", "&#126;",
	"[", "&#91;", "]", "&#93;", "!", "&#33;", "@", "&#64;", "#", "&#35;", "\\", "&#92;", "$", "&#36;",
	// Bare addresses turn into links.
	"://", "&#58;//", "www.", "www&#46;",
)

// Cell is text that renders as itself.
func Cell(s string) string { return markdown.Replace(short(Clean(s))) }

// Code is text that renders as itself in a typewriter face. Backticks would need
// a fence longer than any run inside; an element needs no counting.
func Code(s string) string { return "<code>" + Cell(s) + "</code>" }

func short(s string) string {
	n := 0
	for i := range s {
		if n == maxCell {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
