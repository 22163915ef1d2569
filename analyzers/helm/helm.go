// Package helm renders charts as "helm template" does, without a cluster, and
// returns the objects as derived files: each stretch of them is mapped to the
// value, the template or the file that a person would edit. What the objects mean
// is read by others. Nothing is run, fetched or read outside of the tree.
package helm

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer renders charts.
var Analyzer = &nhi.Analyzer{
	Name: "helm",
	Doc:  "charts of Helm, rendered once for each of their values files",
	Reads: []string{
		"templates with all functions of Helm and sprig, named templates, tpl, .Files",
		"values.yaml, and each *values*.yaml beside it and below ci/ as a variant",
		"sub-charts in charts/ (folders and archives) and at file:// addresses: conditions, tags, aliases, globals, import-values",
	},
	Formats: []nhi.Format{
		{Name: "Charts", Files: "Chart.yaml", Source: "https://helm.sh/docs/topics/charts/", Fixture: "chart"},
		{Name: "Sub-charts", Files: "charts/", Source: "https://helm.sh/docs/chart_template_guide/subcharts_and_globals/", Fixture: "subcharts"},
		{Name: "Values files", Files: "values-*.yaml, ci/*-values.yaml", Source: "https://helm.sh/docs/chart_template_guide/values_files/", Fixture: "variants"},
	},
	Leaves:  "charts of other repositories that are not in the tree, post-renderers, the schema of values; what is made anew by every installation is unknown",
	Wants:   wants,
	Claims:  claims,
	Run:     run,
	Renders: true,
}

// Bounds. The largest public charts have some 200 templates of 1 MiB in all, and
// take 100,000 steps and 2 MiB of text.
const (
	maxSteps      = 4_000_000
	maxBytes      = 64 << 20
	maxNested     = 200 // templates in each other
	maxRecursion  = 100 // of one template into itself; Helm's own limit is 1,000
	maxBlocks     = 400 // blocks in each other
	maxValueDepth = 500
	maxExpression = 4096 // bytes of a regular expression
	maxTemplates  = 2000
	maxSource     = 8 << 20
	maxUnpacked   = 32 << 20
	maxCharts     = 60
	maxSubCharts  = 6  // charts in each other
	maxFolders    = 6  // folders below templates/
	maxVariants   = 20 // values files
)

func wants(file string) bool { return slices.Contains(chartFiles, path.Base(file)) }

func claims(file string, _ []byte) (string, bool) {
	return path.Dir(file), wants(file)
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	f := treeFolder{u.Tree, u.Key}
	if within(f) {
		return facts, nil
	}
	l := &loader{}
	c, err := l.load(f, 0)
	if err != nil {
		if err != errNoChart {
			l.notice(nhi.Span{}, u.Files[0].Path, "%v", err)
		}
		facts.Notices = l.notices
		return facts, nil
	}
	r := &rendering{
		loader: l, chart: c, sources: map[*nhi.File]*source{}, facts: facts,
		budget: &budget{steps: maxSteps, bytes: maxBytes, functions: functions()},
		failed: map[string]failure{}, done: map[string]bool{},
	}
	for i, v := range r.variants(f) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !r.variant(v, i == 0) {
			break
		}
	}
	r.report()
	return facts, nil
}

// within says whether a chart is a sub-chart, which is rendered with the one that
// it belongs to.
func within(f treeFolder) bool {
	if path.Base(path.Dir(f.dir)) != "charts" {
		return false
	}
	above := treeFolder{f.tree, path.Dir(path.Dir(f.dir))}
	return slices.ContainsFunc(chartFiles, func(name string) bool { return above.read(name) != nil })
}

// variant is one values file.
type variant struct {
	name   string
	values *dict
}

// rendering is what is gathered while a chart is rendered with one values file
// after the other.
type rendering struct {
	*loader
	*budget
	chart   *chart
	sources map[*nhi.File]*source
	facts   *nhi.Facts
	// first is the text of the first variant, to which the others are compared.
	first map[string]string
	// failed are the templates that did not render, by path; done those that did.
	failed map[string]failure
	done   map[string]bool
}

// variants are the values files of a chart, its own first.
func (r *rendering) variants(f treeFolder) []variant {
	out := []variant{{"", newDict()}}
	var names []string
	for _, pattern := range []string{"*values*.yaml", "*values*.yml", "ci/*-values.yaml"} {
		for _, name := range f.glob(pattern) {
			if name != "values.yaml" {
				names = append(names, name)
			}
		}
	}
	for _, name := range names {
		file := f.read(name)
		if file == nil {
			continue
		}
		if len(out) > maxVariants {
			r.notice(nhi.Span{}, file.Path, "expected at most %d values files, found more; the rest is not rendered", maxVariants)
			break
		}
		// A folder that says the environment: values-prod, prod-values. What lies
		// below ci/ is for the chart's own tests (helm.sh, chart-testing).
		base := strings.TrimSuffix(path.Base(name), path.Ext(name))
		if strings.HasPrefix(name, "ci/") {
			base = "test-" + base
		}
		out = append(out, variant{base, r.valuesOf(file)})
	}
	return out
}

// output is a rendered template.
type output struct {
	path string // of the template, below the chart
	file *nhi.File
	text val
}

// variant renders the chart once. false means that the budget is used up.
func (r *rendering) variant(v variant, main bool) (more bool) {
	var outputs []output
	defer func() {
		if p := recover(); p != nil {
			switch p := p.(type) {
			case exhausted:
				r.notice(nhi.Span{}, r.own(), "expected a chart that takes %s, found one that takes more; it is not rendered", p.what)
			case failure:
				r.notice(p.at, r.own(), "%s", p.reason)
			default:
				panic(p)
			}
		}
		r.derive(v, outputs, main)
	}()
	c := r.chart.fresh()
	enable(c, v.values, "")
	importValues(c)
	values := coalesce(c, cloned(v.values), false)
	c.place("", nil, values)
	set := &templates{own: map[string]*template{}}
	all := c.all(nil)
	for _, t := range all {
		s := r.sources[t.file]
		if s == nil {
			s = parsed(t.name, t.file, val{v: string(t.file.Bytes()), parts: []part{{start: 0, end: t.file.Len(), from: t.file.At(0, t.file.Len())}}})
			r.sources[t.file] = s
		}
		if s.err != nil {
			at := nhi.Span{}
			if s.line > 0 {
				at = t.file.LineSpan(s.line)
			}
			r.failed[t.file.Path] = failure{s.err.Error(), at}
			continue
		}
		if s.main.name != t.name { // an alias: one file under two names
			again := *s.main
			again.name = t.name
			s = &source{main: &again, defined: s.defined}
		}
		s.addTo(set)
		t.main = s.main
	}
	for _, t := range all {
		if strings.HasPrefix(path.Base(t.name), "_") || t.main == nil || t.chart.library || path.Ext(t.name) == ".tpl" {
			continue
		}
		own := newDict()
		own.set("Name", str(t.name))
		own.set("BasePath", str(path.Join(t.chart.path, "templates")))
		t.chart.data.set("Template", object1(own))
		s := &state{budget: r.budget, chart: t.chart, set: set, names: map[string]int{}, t: t.main}
		if text, err := s.render(t.main, object1(t.chart.data)); err != nil {
			if _, ok := r.failed[t.file.Path]; !ok {
				r.failed[t.file.Path] = *err
			}
		} else {
			outputs = append(outputs, output{strings.TrimPrefix(t.name, c.path+"/"), t.file, text})
		}
	}
	return true
}

// own is the path of the chart's own file.
func (r *rendering) own() string { return path.Join(r.chart.folder.String(), chartFiles[0]) }

// render runs a template; what it refuses is an error.
func (s *state) render(t *template, data val) (out val, err *failure) {
	defer func() {
		if p := recover(); p != nil {
			f, ok := p.(failure)
			if !ok {
				panic(p)
			}
			if !f.at.Valid() {
				f.at = t.file.LineSpan(1)
			}
			err = &f
		}
	}()
	return s.execute(t, data), nil
}

// derive makes the derived files of a variant. One whose text is that of the
// first variant tells nothing new.
func (r *rendering) derive(v variant, outputs []output, main bool) {
	texts := map[string]string{}
	for _, o := range outputs {
		texts[o.path] = o.text.text()
		r.done[o.file.Path] = true
	}
	if main {
		r.first = texts
	} else if equalTexts(r.first, texts) {
		return
	}
	prefix := r.chart.folder.String() + "//"
	if v.name != "" {
		prefix += v.name + "//"
	}
	for _, o := range outputs {
		if text := o.text.text(); strings.TrimSpace(text) != "" {
			r.facts.Derived = append(r.facts.Derived, nhi.NewDerived(prefix+o.path, []byte(text), pieces(o.text.parts)))
		}
	}
}

func equalTexts(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, text := range b {
		if other, ok := a[k]; !ok || other != text {
			return false
		}
	}
	return true
}

// report says which templates were rendered, and which with no values file.
func (r *rendering) report() {
	for _, name := range sorted(r.done) {
		r.facts.Rendered = append(r.facts.Rendered, name)
	}
	for _, name := range sorted(r.failed) {
		if f := r.failed[name]; !r.done[name] {
			if f.at.Valid() && f.at.File.Path != name { // a template that it includes
				f.at = nhi.Span{}
			}
			r.notice(f.at, name, "not rendered: %s; it is read as it is written", f.reason)
		}
	}
	r.facts.Notices = r.notices
}

func sorted[T any](m map[string]T) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
