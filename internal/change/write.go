package change

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// counted are the counts in words, in the order of the kinds.
func (c *Changes) counted() string {
	var out []string
	for _, k := range Kinds {
		if n := c.Counts[k.Kind]; n > 0 {
			out = append(out, report.Count(n, k.One, k.Many))
		}
	}
	if out == nil {
		return "nothing changed for identities"
	}
	return strings.Join(out, ", ")
}

// unread says which side was not read whole.
func (c *Changes) unread() string {
	var out []string
	for _, s := range []Side{c.Base, c.Head} {
		if s.Incomplete > 0 {
			out = append(out, fmt.Sprintf("%s incomplete in %s", report.Plural(s.Incomplete, "file"), s.Revision))
		}
	}
	if out == nil {
		return ""
	}
	return "; " + strings.Join(out, ", ") + ": what is missing there may look like a change"
}

// signs stand before a change.
var signs = map[Way]string{Worse: "!", Other: "~", Better: "-"}

// Text writes the changes for a terminal or a log.
func Text(w io.Writer, c *Changes) error {
	var b bytes.Buffer
	for _, k := range Kinds {
		if c.Counts[k.Kind] == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s\n", k.Title)
		for _, x := range c.Changes {
			if x.Kind != k.Kind {
				continue
			}
			level, rule := "", ""
			if x.Rule != "" {
				rule = " [" + x.Rule + "]"
			}
			if x.Level != "" {
				level = string(x.Level) + ": "
			}
			fmt.Fprintf(&b, "  %s %s:%d: %s%s%s\n", signs[k.Way], report.Clean(x.At.File), x.At.Line, level, report.Clean(x.Message), rule)
			if x.Fix != "" {
				fmt.Fprintf(&b, "      fix: %s\n", report.Clean(x.Fix))
			}
		}
	}
	fmt.Fprintf(&b, "%s\n", report.Clean(c.Summary()))
	_, err := w.Write(b.Bytes())
	return err
}

// maxMarkdown is how long the Markdown form gets, in bytes, but for the few lines
// that say what is left out: GitHub takes comments of 65,536 characters.
const maxMarkdown = 60_000

// Markdown writes the changes for a comment on a pull request: what is worse in
// sight, the rest folded.
func Markdown(w io.Writer, c *Changes) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "### nhivet: what changes for identities\n\n%s\n", report.Cell(c.Summary()))
	for _, part := range []struct {
		way    Way
		folded string
	}{{Worse, ""}, {Other, "Other changes"}, {Better, "What gets better"}} {
		var rows bytes.Buffer
		n := 0
		for _, k := range Kinds {
			for _, x := range c.Changes {
				if x.Kind != k.Kind || x.Way != part.way {
					continue
				}
				if n++; b.Len()+rows.Len() > maxMarkdown-4096 { // a row of the worst names
					continue
				}
				what := k.One
				if x.Level != "" {
					what += ", " + string(x.Level)
				}
				message := report.Cell(x.Message)
				if x.Rule != "" {
					message += " " + report.Code(x.Rule)
				}
				fmt.Fprintf(&rows, "| %s | %s | %s |\n", what, message, report.Code(fmt.Sprintf("%s:%d", x.At.File, x.At.Line)))
			}
		}
		if n == 0 {
			continue
		}
		table := "\n| change | what | place |\n|---|---|---|\n" + rows.String()
		if rows.Len() == 0 {
			table = fmt.Sprintf("\n%s; the JSON form lists them\n", report.Plural(n, "change"))
		} else if shown := bytes.Count(rows.Bytes(), []byte("\n")); shown < n {
			table += fmt.Sprintf("\nand %d more; the JSON form lists them\n", n-shown)
		}
		if part.folded == "" {
			b.WriteString(table)
		} else {
			fmt.Fprintf(&b, "\n<details><summary>%s (%d)</summary>\n%s\n</details>\n", part.folded, n, table)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// JSON writes the changes for programs.
func JSON(w io.Writer, c *Changes) error {
	return report.Indented(w, c)
}

// Schema is the JSON Schema of that form.
func Schema() map[string]any { return nhi.SchemaFor("diff", reflect.TypeFor[Changes]()) }
