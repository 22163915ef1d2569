package terraform

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// readers are functions that read files of the tree, or texts as files.
var readers = wordSet("file filebase64 fileexists fileset templatefile templatestring yamldecode")

// read calls one of them; nil means unknown.
func (e evaluator) read(name string, args []*value, span nhi.Span) *value {
	switch name {
	case "file":
		return e.wholeFile(args, span)
	case "filebase64":
		return e.fileBase64(args, span)
	case "fileexists":
		return e.fileExists(args, span)
	case "fileset":
		return e.fileSet(args, span)
	case "templatefile":
		return e.templateFile(args, span)
	case "templatestring":
		return e.templateString(args, span)
	}
	return e.yamlDecode(args, span)
}

func (e evaluator) wholeFile(args []*value, span nhi.Span) *value {
	f := e.readFile(args[0], span)
	if f == nil || f.Len() > maxText {
		return nil
	}
	// It is written in that file, and used here.
	v := text(string(f.Bytes()), f.At(0, f.Len()))
	return v.via(v.span, "the whole file").under(span)
}

func (e evaluator) fileBase64(args []*value, span nhi.Span) *value {
	f := e.readFile(args[0], span)
	if f == nil || f.Len() > maxText/2 {
		return nil
	}
	return text(base64.StdEncoding.EncodeToString(f.Bytes()), span)
}

func (e evaluator) fileExists(args []*value, span nhi.Span) *value {
	p, ok := e.inTree(args[0], span)
	if !ok || e.m.w.tree == nil {
		return nil
	}
	_, err := e.m.w.tree.Read(p)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return boolean(err == nil, span)
}

func (e evaluator) fileSet(args []*value, span nhi.Span) *value {
	if len(args) != 2 || !args[1].known() || strings.Contains(args[1].text, "**") || e.m.w.tree == nil {
		return nil
	}
	dir, ok := e.inTree(args[0], span)
	if !ok {
		return nil
	}
	out := &value{kind: list, span: span, set: true}
	for _, p := range e.m.w.tree.Glob(path.Join(escapeGlob(dir), args[1].text)) {
		if rest, ok := strings.CutPrefix(p, strings.TrimPrefix(dir+"/", "./")); ok && len(out.items) < maxItems {
			out.items = append(out.items, text(rest, span))
		}
	}
	return out
}

func (e evaluator) templateFile(args []*value, span nhi.Span) *value {
	f := e.readFile(args[0], span)
	if f == nil || f.Len() > maxText || len(args) != 2 || args[1].kind != object {
		return nil
	}
	x := parseTemplate(f)
	if x == nil {
		e.m.w.notice(span, "the file that templatefile names is no template; what it gives is unknown")
		return nil
	}
	return (evaluator{m: e.m, file: f, depth: e.depth}).expr(x, &scope{vars: variables(args[1])})
}

func (e evaluator) templateString(args []*value, span nhi.Span) *value {
	if len(args) != 2 || !args[0].known() || args[1].kind != object || !plain(args[0].text) {
		return nil
	}
	f := nhi.NewFile(span.File.Path, []byte(args[0].text))
	x := parseTemplate(f)
	if x == nil {
		return nil
	}
	v := (evaluator{m: e.m, file: f, depth: e.depth}).expr(x, &scope{vars: variables(args[1])})
	return mover{f, span, map[*value]*value{}}.move(v)
}

func (e evaluator) yamlDecode(args []*value, span nhi.Span) *value {
	v := args[0]
	if v.structured != nil {
		return v.structured
	}
	if !v.known() || len(v.text) > maxText {
		return nil
	}
	f, whole := v.span.File, v.origin()
	if whole.File != nil && whole.Start == 0 && whole.Text() == v.text {
		f = whole.File
	} else {
		f = nhi.NewFile(span.File.Path, []byte(v.text))
	}
	docs, notices := tree.YAML(f)
	if len(docs) != 1 || len(notices) > 0 {
		return nil
	}
	out := plainNode(docs[0].Root, 0)
	return mover{f, span, map[*value]*value{}}.unless(whole.File == f, out)
}

// under is a value that is used at another place than it is written.
func (v *value) under(at nhi.Span) *value {
	v.from = []nhi.Step{{At: at, Note: "read here"}}
	return v
}

func (m mover) unless(own bool, v *value) *value {
	if own {
		return v
	}
	return m.move(v)
}

func variables(v *value) map[string]*value {
	out := map[string]*value{}
	for _, f := range v.fields {
		out[f.key] = f.val
	}
	return out
}

// plain says whether a text is short and flat enough to be parsed as a template.
func plain(t string) bool {
	return len(t) <= maxText && strings.Count(t, "{")+strings.Count(t, "(")+strings.Count(t, "[") <= maxDepth &&
		strings.Count(t, "\n")+strings.Count(t, "$")+strings.Count(t, "%") <= maxPieces
}

func parseTemplate(f *nhi.File) (x hclsyntax.Expression) {
	defer func() {
		if recover() != nil { // as for every other file of this syntax
			x = nil
		}
	}()
	if !plain(string(f.Bytes())) {
		return nil
	}
	x, diags := hclsyntax.ParseTemplate(f.Bytes(), f.Path, hcl.InitialPos)
	if diags.HasErrors() {
		return nil
	}
	return x
}

// plainNode is a node of a YAML file, in which nothing is evaluated.
func plainNode(n *tree.Node, depth int) *value {
	if n == nil || depth > 100 {
		return &value{}
	}
	out := &value{span: n.Span}
	switch n.Kind {
	case tree.Null:
		out.kind = null
	case tree.Sequence:
		out.kind = list
		for _, i := range n.Items {
			out.items = append(out.items, plainNode(i, depth+1))
		}
	case tree.Mapping:
		out.kind = object
		for _, f := range n.Fields {
			if f.Value != nil {
				out.fields = append(out.fields, member{key: f.Key, keySpan: f.KeySpan, val: plainNode(f.Value, depth+1)})
			}
		}
	case tree.String, tree.Number, tree.Bool:
		out.kind, out.typ, out.text = scalar, map[tree.Kind]byte{tree.String: 's', tree.Number: 'n', tree.Bool: 'b'}[n.Kind], n.Text
	}
	return out
}

// inTree is the path that a value names, from the scan root on. Paths that are
// put together with path.module start there; all others are seen from the root
// module, where Terraform runs.
func (e evaluator) inTree(v *value, span nhi.Span) (string, bool) {
	if !v.known() || v.text == "" {
		return "", false
	}
	p := path.Clean(v.text)
	if !(v.composed || strings.HasPrefix(v.text+"/", e.m.path+"/")) || e.m.w.dir == "." {
		p = path.Join(e.m.w.dir, v.text)
	}
	if path.IsAbs(v.text) || p == ".." || strings.HasPrefix(p, "../") || strings.HasPrefix(v.text, "~") {
		e.m.w.notice(span, "this reads a file outside of what is scanned; what it gives is unknown")
		return "", false
	}
	return p, true
}

func (e evaluator) readFile(v *value, span nhi.Span) *nhi.File {
	p, ok := e.inTree(v, span)
	if !ok || e.m.w.tree == nil {
		return nil
	}
	f, err := e.m.w.tree.Read(p)
	if err != nil {
		return nil
	}
	return f
}

// escapeGlob spells a path so that path.Match takes every character for itself.
func escapeGlob(p string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(p)
}
