package fix

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// referenceFixers put the name of a value in its place, and versions that the tree
// states elsewhere.
var referenceFixers = []Fixer{
	{"literal-credential", nhi.Unsafe, "puts a reference to a variable or a secret of the same name in the place of the value, or takes the default out of a parameter",
		"compose files, `.mcp.json`, settings of Cursor and Gemini CLI, env of GitHub workflows; Python and Go, with the variable that the SDK reads; CloudFormation, Terraform and Nomad", everywhere},
	{"default-password", nhi.Unsafe, "puts a reference to a variable or a secret of the same name in the place of the value", "compose files, and the others of literal-credential", everywhere},
	{"unpinned-tool", nhi.Unsafe, "takes the version that the tree states for the same package elsewhere", "MCP client files", pinPackage},
}

// literals are the ways to name a value that is written out.
var literals = []func(s *site) []nhi.Fix{variable, repositorySecret, readVariable, parameter}

// everywhere does it in every place of the same value, or in none: what is left of
// it in another would be found next.
func everywhere(s *site) []nhi.Fix {
	places := []*site{s}
	for _, r := range s.finding.Related {
		if !strings.HasPrefix(r.Note, "the same value ") {
			continue
		}
		f := *s.finding
		f.At, f.Subject = r.At, s.literalAt(r.At)
		if !r.At.Valid() {
			return nil
		}
		places = append(places, &site{s.Context, &f, r.At.File})
	}
	var all nhi.Fix
	for _, p := range places {
		var found []nhi.Fix
		for _, way := range literals {
			if found = way(p); found != nil {
				break
			}
		}
		if found == nil {
			return nil
		}
		all.Tier, all.Text = found[0].Tier, found[0].Text
		for _, e := range found[0].Edits {
			if !slices.Contains(all.Edits, e) { // one import for two values
				all.Edits = append(all.Edits, e)
			}
		}
	}
	return []nhi.Fix{all}
}

// literalAt is the key of a credential that is written out at a place.
func (s *site) literalAt(at nhi.Span) string {
	for _, c := range s.credentialsAt(at) {
		if c.Origin == nhi.FromLiteral {
			return c.Key
		}
	}
	return ""
}

// envName is what can be a variable of the environment.
var envName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`) })

const referenced = "Read it from where the value is not in the file; replace the credential, which everybody who has the file has seen, and put its successor there."

// interpolations are how files name a variable of the environment, by the end of
// their path, and where that is documented: docs.docker.com, Compose file,
// Interpolation; code.claude.com, MCP, "Environment variable expansion";
// cursor.com, MCP, "Config interpolation"; geminicli.com, configuration file.
var interpolations = []struct{ end, form string }{
	{"compose.yaml", "${%:?}"}, {"compose.yml", "${%:?}"}, {"docker-compose.yaml", "${%:?}"}, {"docker-compose.yml", "${%:?}"},
	{"/.cursor/mcp.json", "${env:%}"}, {"/.mcp.json", "${%}"}, {"/.gemini/settings.json", "${%}"},
}

// variable: the value is the whole of an entry of the environment, so that its key
// is the name.
func variable(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || c.Origin != nhi.FromLiteral || c.Store != "env" || !envName().MatchString(c.Name) {
		return nil
	}
	for _, x := range interpolations {
		if !strings.HasSuffix("/"+s.file.Path, x.end) {
			continue
		}
		if e, ok := s.entry(c.Name, strings.ReplaceAll(x.form, "%", c.Name)); ok {
			return one(nhi.Unsafe, referenced, e)
		}
		return nil
	}
	return nil
}

// entry puts a text in the place of a value that stands alone behind its name.
func (s *site) entry(name, text string) (nhi.Edit, bool) {
	steps := way(s.documents(s.file), s.at())
	if len(steps) < 2 {
		return nhi.Edit{}, false
	}
	last, parent := steps[len(steps)-1], steps[len(steps)-2].node
	if last.node == nil || last.node.Kind != tree.String || !last.node.Exact || last.node.Anchor != nil {
		return nhi.Edit{}, false
	}
	b, at := s.file.Bytes(), s.at()
	switch {
	case last.field != nil && last.field.Key == name && last.node.Span == at:
	case last.field == nil && last.node.Text == name+"="+at.Text():
	default:
		return nhi.Edit{}, false
	}
	// Braces want quotes where YAML has braces of its own around.
	if open := b[parent.Span.Start]; isYAML(s.file) && (open == '{' || open == '[') && last.node.Span.Start > 0 && b[last.node.Span.Start-1] != '"' && b[last.node.Span.Start-1] != '\'' {
		if last.field == nil {
			return nhi.Edit{}, false
		}
		text = `"` + text + `"`
	}
	return replace(at, text), true
}

func repositorySecret(s *site) []nhi.Fix {
	c := s.credential()
	// GitHub keeps names that begin with GITHUB_ for itself.
	if c == nil || c.Origin != nhi.FromLiteral || !workflow(s.file) || !envName().MatchString(c.Name) || strings.HasPrefix(c.Name, "GITHUB_") {
		return nil
	}
	e, ok := s.entry(c.Name, "${{ secrets."+c.Name+" }}")
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, referenced, e)
}

// sdkVariables are the variables that the SDKs of those who issue a credential read
// by themselves, by its kind.
var sdkVariables = map[string]string{
	"openai-api-key": "OPENAI_API_KEY", "anthropic-api-key": "ANTHROPIC_API_KEY", "slack-bot-token": "SLACK_BOT_TOKEN",
	"langsmith-api-key": "LANGSMITH_API_KEY", "huggingface-token": "HF_TOKEN", "mistral-api-key": "MISTRAL_API_KEY", "cohere-api-key": "CO_API_KEY",
}

func readVariable(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || c.Origin != nhi.FromLiteral || c.Store != "code" {
		return nil
	}
	name := sdkVariables[c.Kind]
	if envName().MatchString(c.Name) && strings.Contains(c.Name, "_") {
		name = c.Name
	}
	if name == "" {
		return nil
	}
	switch {
	case ends(s.file, ".py"):
		return readPython(s, name)
	case ends(s.file, ".go"):
		return readVariableGo(s, name)
	}
	return nil
}

// imports are lines of Python that import something, after which or before which
// another import may stand.
var (
	imports = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(import|from)[ \t]+[\w.]+`) })
	hasOS   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^import[ \t]+([\w.]+[ \t]*,[ \t]*)*os[ \t]*(,|#|\r?$)`)
	})
)

// withDefault is what stands in front of the default of a variable.
var withDefault = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\bos\.(?:environ\.get|getenv)\([ \t]*["'](\w+)["'][ \t]*,[ \t]*$`)
})

// readPython replaces a plain literal: not one with a prefix, nor a part of one
// that several stretches make up.
func readPython(s *site, name string) []nhi.Fix {
	b, at := s.file.Bytes(), s.at()
	if at.Start == 0 || at.End >= len(b) || (b[at.Start-1] != '"' && b[at.Start-1] != '\'') || b[at.End] != b[at.Start-1] {
		return nil
	}
	quote := b[at.Start-1]
	// Only behind what cannot be a part of a literal or of a name: f"…", """…""",
	// "…" "…"; and with a comma, a bracket or the line's end behind it.
	if at.Start < 2 || bytes.IndexByte([]byte("=(,: [{"), b[at.Start-2]) < 0 {
		return nil
	}
	rest := bytes.TrimLeft(s.file.Line(s.file.LineOf(at.End))[at.End+1-s.file.LineStart(s.file.LineOf(at.End)):], " \t")
	if len(rest) > 0 && bytes.IndexByte([]byte(",)]}#"), rest[0]) < 0 || bytes.IndexByte(s.at().File.Bytes()[at.Start:at.End], quote) >= 0 {
		return nil
	}
	from, to := at.Start-1, at.End+1
	// The default of what is read from the environment already goes with its call.
	line := s.file.LineStart(s.file.LineOf(from))
	if m := withDefault().FindSubmatchIndex(b[line:from]); m != nil {
		if string(b[line+m[2]:line+m[3]]) != name || len(rest) == 0 || rest[0] != ')' {
			return nil
		}
		from, to = line+m[0], to+bytes.IndexByte(b[to:], ')')+1
	}
	edits := []nhi.Edit{replace(s.file.At(from, to), `os.environ["`+name+`"]`)}
	in := s.pyImports(s.file)
	if !in.os {
		if in.first < 0 {
			return nil
		}
		edits = append([]nhi.Edit{insert(s.file, in.first, "import os"+lineBreak(s.file))}, edits...)
	}
	return one(nhi.Unsafe, referenced, edits...)
}

// pyImports say where a file of Python imports first, and whether it imports os.
type pyImports struct {
	first int
	os    bool
}

func (c *Context) pyImports(f *nhi.File) pyImports {
	if in, ok := c.imports[f]; ok {
		return in
	}
	if c.imports == nil {
		c.imports = map[*nhi.File]pyImports{}
	}
	c.imports[f] = pyImports{firstImport(f.Bytes()), hasOS().Match(f.Bytes())}
	return c.imports[f]
}

// firstImport is where the first import begins that is none of __future__; -1
// without one.
func firstImport(b []byte) int {
	for _, m := range imports().FindAllIndex(b, -1) {
		if !bytes.Contains(b[m[0]:m[1]], []byte("__future__")) {
			return m[0]
		}
	}
	return -1
}

// pinPackage: another tool of the tree runs the same package by an exact version.
func pinPackage(s *site) []nhi.Fix {
	base := path.Base(s.file.Path)
	text, moving := strings.CutSuffix(s.at().Text(), "@latest")
	if s.Inventory == nil || !strings.HasSuffix(base, ".json") && !strings.HasSuffix(base, ".jsonc") || text == "" {
		return nil
	}
	var versions []string
	for _, t := range s.Inventory.Tools {
		if t.Package == text && t.Pinned != nil && *t.Pinned && exact().MatchString(t.Version) && (t.Runner == "npx" || t.Runner == "uvx") && !slices.Contains(versions, t.Version) {
			versions = append(versions, t.Version)
		}
	}
	if len(versions) != 1 {
		return nil
	}
	at := within(s.at(), len(text), len(s.at().Text()))
	if !moving {
		at = within(s.at(), len(text), len(text))
	}
	return one(nhi.Unsafe, "Take the version that the tree states for this package elsewhere.", replace(at, "@"+versions[0]))
}

// exact is a version of npm or PyPI that names one release.
var exact = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+(\.\d+)+([.-]?[\w.]+)?$`) })
