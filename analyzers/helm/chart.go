package helm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// chart is a chart with those that it depends on.
type chart struct {
	folder folder
	// path is its place below the root chart's name, as Helm names templates.
	path         string
	name, alias  string
	version      string
	meta         *dict // .Chart
	library      bool
	values       *dict
	templates    []*nhi.File // in order of their names in the chart
	names        []string    // those names
	dependencies []*dependency
	subs         []*chart
	root         bool
	data         *dict // what its templates get
}

// fresh is a copy of a chart that a rendering may change.
func (c *chart) fresh() *chart {
	out := *c
	out.dependencies = nil
	for _, d := range c.dependencies {
		one := *d
		out.dependencies = append(out.dependencies, &one)
	}
	out.subs = nil
	for _, s := range c.subs {
		out.subs = append(out.subs, s.fresh())
	}
	return &out
}

// dependency is an entry of Chart.yaml.
type dependency struct {
	name, alias, version, repository, condition string
	tags                                        []string
	imports                                     []*tree.Node
	enabled                                     bool
	at                                          nhi.Span
}

// as is the name under which the chart uses it.
func (d *dependency) as() string {
	if d.alias != "" {
		return d.alias
	}
	return d.name
}

// folder serves the files of a chart.
type folder interface {
	read(name string) *nhi.File
	glob(pattern string) []string
	// inner are the charts below charts/, and file the one that a file:// address
	// names; nil for none.
	inner(l *loader) []folder
	file(address string) folder
	String() string
}

// chartFiles are the names of a chart's own file. The second is filled in by
// envsubst at release; nothing that is read here depends on it.
var chartFiles = []string{"Chart.yaml", "Chart-template.yaml"}

// loader loads charts within its bounds.
type loader struct {
	charts, files, bytes int
	notices              []nhi.Notice
}

var errNoChart = errors.New("no chart")

func (l *loader) notice(at nhi.Span, path, format string, args ...any) {
	n := nhi.Notice{Path: path, Reason: "helm: " + fmt.Sprintf(format, args...), Incomplete: true}
	if at.Valid() {
		n.Path, n.Line = at.File.Path, at.Position().Line
	}
	if !slices.Contains(l.notices, n) {
		l.notices = append(l.notices, n)
	}
}

// load reads a chart and its sub-charts.
func (l *loader) load(f folder, depth int) (*chart, error) {
	if l.charts++; depth > maxSubCharts || l.charts > maxCharts {
		return nil, fmt.Errorf("expected at most %d charts, %d deep, found more", maxCharts, maxSubCharts)
	}
	c := &chart{folder: f, values: newDict(), root: depth == 0}
	var own *nhi.File
	for _, name := range chartFiles {
		if own = f.read(name); own != nil {
			break
		}
	}
	if own == nil {
		return nil, errNoChart
	}
	root := first(own)
	if root.Get("name").Str() == "" {
		return nil, errNoChart
	}
	c.describe(root)
	c.requires(root)
	if old := f.read("requirements.yaml"); old != nil {
		c.requires(first(old))
	}
	if file := f.read("values.yaml"); file != nil {
		c.values = l.valuesOf(file)
	}
	l.addTemplates(c)
	for _, sub := range f.inner(l) {
		inner, err := l.load(sub, depth+1)
		switch {
		case errors.Is(err, errNoChart):
		case err != nil:
			return nil, err
		default:
			c.subs = append(c.subs, inner)
		}
	}
	for _, d := range c.dependencies {
		if slices.ContainsFunc(c.subs, func(s *chart) bool { return s.name == d.name }) {
			continue
		}
		// What "helm dependency build" would copy.
		if near := f.file(d.repository); near != nil {
			if inner, err := l.load(near, depth+1); err == nil && inner.name == d.name {
				c.subs = append(c.subs, inner)
				continue
			}
		}
		l.notice(d.at, "", "the chart %q that this one depends on is not in the tree; what it deploys is not read", d.name)
		l.notices[len(l.notices)-1].Incomplete = false
	}
	return c, nil
}

// first is the first document of a file.
func first(f *nhi.File) *tree.Node {
	documents, _ := tree.YAML(f)
	if len(documents) == 0 {
		return nil
	}
	return documents[0].Root
}

// valuesOf reads a values file, which is a map.
func (l *loader) valuesOf(f *nhi.File) *dict {
	documents, notices := tree.YAML(f)
	for _, n := range notices {
		if n.Incomplete {
			l.notice(nhi.Span{}, f.Path, "%s", strings.TrimPrefix(n.Reason, "YAML: "))
			l.notices[len(l.notices)-1].Line = n.Line
		}
	}
	if len(documents) == 0 {
		return newDict()
	}
	root := documents[0].Root
	if d, ok := fromNode(root).v.(*dict); ok {
		return d
	}
	if root.Kind != tree.Null {
		l.notice(root.Span, f.Path, "expected values as a map, found something else")
	}
	return newDict()
}

// describe fills .Chart, whose scalars are strings but for "deprecated".
func (c *chart) describe(root *tree.Node) {
	c.name, c.version = root.Get("name").Str(), root.Get("version").Str()
	c.alias = c.name
	c.library = strings.EqualFold(root.Get("type").Str(), "library")
	c.meta = newDict()
	for _, name := range []string{"Name", "Home", "Version", "Description", "Icon", "AppVersion", "KubeVersion", "Type", "Condition", "Tags"} {
		c.meta.set(name, str(""))
	}
	for _, f := range root.Entries() {
		name := strings.ToUpper(f.Key[:min(1, len(f.Key))]) + f.Key[min(1, len(f.Key)):]
		if name == "ApiVersion" {
			name = "APIVersion"
		}
		v := fromNode(f.Value)
		if f.Value.Scalar() && name != "Deprecated" {
			v = val{v: f.Value.Text, from: f.Value.Span}
		}
		c.meta.m[name] = item{v, f.KeySpan}
	}
}

func (c *chart) requires(root *tree.Node) {
	for _, n := range root.Get("dependencies").Each() {
		d := &dependency{
			name: n.Get("name").Str(), alias: n.Get("alias").Str(), version: n.Get("version").Str(), repository: n.Get("repository").Str(),
			condition: n.Get("condition").Str(), tags: n.Get("tags").Strings(), imports: n.Get("import-values").Each(), at: n.Span,
		}
		if d.name != "" {
			c.dependencies = append(c.dependencies, d)
		}
	}
}

func (l *loader) addTemplates(c *chart) {
	for level, pattern := 0, "templates/*"; level < maxFolders; level, pattern = level+1, pattern+"/*" {
		for _, name := range c.folder.glob(pattern) {
			if !isTemplate(name) {
				continue
			}
			f := c.folder.read(name)
			if f == nil {
				continue
			}
			if l.files++; l.files > maxTemplates || l.bytes+f.Len() > maxSource {
				l.notice(nhi.Span{}, f.Path, "expected at most %d templates of %d MiB in a chart, found more; the rest is not rendered", maxTemplates, maxSource>>20)
				return
			}
			l.bytes += f.Len()
			c.names = append(c.names, name)
			c.templates = append(c.templates, f)
		}
	}
}

// isTemplate says whether a file below templates/ is read: objects, and what they
// include. Notes for a person are not.
func isTemplate(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml", ".json", ".tpl":
		return true
	}
	return strings.HasPrefix(path.Base(name), "_")
}

// treeFolder is a chart in the tree.
type treeFolder struct {
	tree nhi.Tree
	dir  string
}

func (t treeFolder) String() string { return t.dir }

func (t treeFolder) read(name string) *nhi.File {
	f, err := t.tree.Read(path.Join(t.dir, name))
	if err != nil {
		return nil
	}
	return f
}

var globQuoter = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`)

func (t treeFolder) glob(pattern string) (out []string) {
	prefix := ""
	if t.dir != "." {
		prefix = t.dir + "/"
	}
	for _, p := range t.tree.Glob(globQuoter.Replace(prefix) + pattern) {
		out = append(out, strings.TrimPrefix(p, prefix))
	}
	return out
}

func (t treeFolder) inner(l *loader) (out []folder) {
	seen := map[string]bool{}
	for _, name := range chartFiles {
		for _, p := range t.glob("charts/*/" + name) {
			dir := path.Dir(p)
			if base := path.Base(dir); base[0] != '_' && base[0] != '.' && !seen[dir] {
				seen[dir] = true
				out = append(out, treeFolder{t.tree, path.Join(t.dir, dir)})
			}
		}
	}
	for _, p := range t.glob("charts/*.tgz") {
		if f := l.unpack(t.tree, path.Join(t.dir, p)); f != nil {
			out = append(out, f)
		}
	}
	return out
}

func (t treeFolder) file(address string) folder {
	rel, ok := strings.CutPrefix(address, "file://")
	if !ok || path.IsAbs(rel) {
		return nil
	}
	dir := path.Join(t.dir, rel)
	if dir == ".." || strings.HasPrefix(dir, "../") || dir == t.dir {
		return nil
	}
	return treeFolder{t.tree, dir}
}

// archives serves the bytes of binary files, which Tree.Read refuses.
type archives interface {
	Archive(path string) ([]byte, error)
}

// packed is a chart in an archive. Its files have the archive's path before their
// own, and nobody edits them.
type packed struct {
	archive string
	dir     string
	files   map[string]*nhi.File
}

func (l *loader) unpack(t nhi.Tree, name string) folder {
	a, ok := t.(archives)
	if !ok {
		return nil
	}
	text, err := a.Archive(name)
	if err != nil {
		l.notice(nhi.Span{}, name, "the archive of a chart is not read")
		return nil
	}
	zipped, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		l.notice(nhi.Span{}, name, "expected an archive of a chart, found something else")
		return nil
	}
	p := &packed{archive: name, files: map[string]*nhi.File{}}
	r := tar.NewReader(io.LimitReader(zipped, maxUnpacked))
	for total := 0; ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil || len(p.files) == maxTemplates {
			l.notice(nhi.Span{}, name, "expected an archive of at most %d files and %d MiB, found another", maxTemplates, maxUnpacked>>20)
			break
		}
		clean := path.Clean(h.Name)
		if h.Typeflag != tar.TypeReg || !strings.Contains(clean, "/") || strings.HasPrefix(clean, "../") || path.IsAbs(clean) || h.Size > maxSource {
			continue
		}
		b, err := io.ReadAll(r)
		if total += len(b); err != nil || total > maxUnpacked {
			l.notice(nhi.Span{}, name, "expected an archive of at most %d MiB, found more", maxUnpacked>>20)
			break
		}
		if bytes.IndexByte(b[:min(len(b), 8<<10)], 0) < 0 {
			p.files[clean] = nhi.NewFile(name+"/"+clean, b)
		}
		if p.dir == "" {
			p.dir, _, _ = strings.Cut(clean, "/")
		}
	}
	if p.dir == "" {
		return nil
	}
	return p
}

func (p *packed) String() string             { return p.archive }
func (p *packed) read(name string) *nhi.File { return p.files[path.Join(p.dir, name)] }
func (p *packed) file(string) folder         { return nil }

func (p *packed) glob(pattern string) (out []string) {
	for name := range p.files {
		rel, ok := strings.CutPrefix(name, p.dir+"/")
		if fits, _ := path.Match(pattern, rel); ok && fits {
			out = append(out, rel)
		}
	}
	slices.Sort(out)
	return out
}

func (p *packed) inner(*loader) (out []folder) {
	for _, name := range p.glob("charts/*/Chart.yaml") {
		out = append(out, &packed{p.archive, path.Join(p.dir, path.Dir(name)), p.files})
	}
	return out
}
