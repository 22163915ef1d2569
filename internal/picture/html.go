package picture

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

//go:embed page
var pageFiles embed.FS

// The page stays quick up to so many nodes and findings; what is cut it says.
const (
	pageNodes    = 2000
	pageFindings = 1000
)

// page is what the template shows. Every text in it is clean.
type page struct {
	P            *Picture
	Policy       string
	Style        template.CSS
	Script       template.JS
	Files        string
	Figures      []figure
	Cuts         []string
	Environments []string
	Kinds        []choice
	Findings     []pageFinding
	Tables       []pageTable
	Scene        *Scene
}

type (
	figure struct {
		Name, Class string
		N           int
	}
	choice      struct{ Value, Name string }
	pageFinding struct {
		Subject, About, Rule, Message, Fix, Place string
		Level                                     nhi.Level
	}
	pageTable struct {
		ID, Title string
		Heads     []string
		Rows      []pageRow
	}
	pageRow struct {
		Node  string
		Cells [][]string
	}
)

// HTML writes the picture as one page that needs nothing else: it is drawn, and
// filtered, by the script in it, and asks no network.
func HTML(w io.Writer, p *Picture) error {
	style, err := source("page/style.css")
	if err != nil {
		return err
	}
	script, err := source("page/graph.js", "page/filter.js", "page/view.js")
	if err != nil {
		return err
	}
	text, err := pageFiles.ReadFile("page/page.html")
	if err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	t, err := template.New("page").Parse(string(text))
	if err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	s := p.Compose(pageNodes)
	d := &drawing{p: p, scene: s, things: p.things(), labels: p.labels(), counts: p.counts()}
	d.rows()
	v := &page{
		P: p, Style: template.CSS(style), Script: template.JS(script), Files: report.Plural(p.Files, "file") + " read",
		// Nothing is loaded, sent or framed: only the very bytes of this style and
		// script count.
		Policy: fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(style), hash(script)),
		Scene:  s, Figures: d.figures(), Tables: d.tables(), Findings: d.findings(),
	}
	if cut := s.Cut(); cut != "" {
		v.Cuts = append(v.Cuts, cut)
	}
	if n := len(p.Findings); n > len(v.Findings) {
		v.Cuts = append(v.Cuts, fmt.Sprintf("%d of %d findings are listed, those about what is drawn first; scan lists all.", len(v.Findings), n))
	}
	v.Environments, v.Kinds = choices(s)
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

func source(names ...string) (string, error) {
	var b strings.Builder
	for _, name := range names {
		text, err := pageFiles.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read the page: %w", err)
		}
		b.Write(text)
	}
	return b.String(), nil
}

// hash names a text as a Content-Security-Policy does.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// choices are the environments and kinds that there are to filter by.
func choices(s *Scene) (environments []string, kinds []choice) {
	seen := map[choice]bool{}
	for _, n := range s.Nodes {
		if n.Environment != "" {
			environments = append(environments, n.Environment)
		}
		seen[choice{n.Kind, "every " + n.Kind}] = true
		if n.Type != "" {
			seen[choice{n.Kind + "/" + n.Type, n.Kind + ": " + strings.ReplaceAll(n.Type, "-", " ")}] = true
		}
	}
	for c := range seen {
		kinds = append(kinds, c)
	}
	slices.SortFunc(kinds, func(a, b choice) int {
		return cmp.Or(strings.Compare(a.Value, b.Value), strings.Compare(a.Name, b.Name))
	})
	slices.Sort(environments)
	return slices.Compact(environments), kinds
}

// drawing has what the page shows in words.
type drawing struct {
	p      *Picture
	scene  *Scene
	things map[string]any
	labels map[string]string
	counts map[string]map[nhi.Level]int
}

func (d *drawing) figures() []figure {
	shared, standing, errors := 0, 0, 0
	for _, i := range d.p.Identities {
		shared += min(1, fromTwo(i.SharedBy))
	}
	for _, c := range d.p.Credentials {
		shared += min(1, fromTwo(c.SharedBy))
		if c.Standing() {
			standing++
		}
	}
	for _, f := range d.p.Findings {
		if f.Level == nhi.Error {
			errors++
		}
	}
	return []figure{
		{"agents", "", len(d.p.Agents)}, {"identities", "", len(d.p.Identities)}, {"credentials", "", len(d.p.Credentials)}, {"grants", "", len(d.p.Grants)},
		{"shared", "shared", shared}, {"long-lived", "standing", standing}, {"errors", "error", errors}, {"findings", "", len(d.p.Findings)},
	}
}

// findings are those of the page: about what is drawn first, and the loudest of
// these.
func (d *drawing) findings() []pageFinding {
	nodes := map[string]string{}
	for _, n := range d.scene.Nodes {
		nodes[n.ID] = n.ID
		for _, m := range n.Members {
			nodes[m] = n.ID
		}
	}
	list := slices.Clone(d.p.Findings)
	slices.SortStableFunc(list, func(a, b *Finding) int {
		drawn := func(f *Finding) int {
			if slices.ContainsFunc(f.About, func(id string) bool { return nodes[id] != "" }) {
				return 1
			}
			return 0
		}
		return cmp.Or(drawn(b)-drawn(a), b.Level.Rank()-a.Level.Rank())
	})
	var out []pageFinding
	for _, f := range list[:min(len(list), pageFindings)] {
		var about []string
		for _, id := range f.About {
			if nodes[id] != "" && !slices.Contains(about, nodes[id]) {
				about = append(about, nodes[id])
			}
		}
		out = append(out, pageFinding{
			Subject: nodes[f.Subject], About: strings.Join(about, " "), Rule: f.Rule, Message: report.Clean(f.Message), Fix: f.Fix, Place: report.Clean(place(f.At)), Level: f.Level,
		})
	}
	return out
}
