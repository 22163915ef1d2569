package golang

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer is the syntax level: the directory of a package, checked against the
// signatures that are embedded here.
var Analyzer = &nhi.Analyzer{
	Name: "golang",
	Doc:  "Go code that builds agents, uses credentials, or signs tokens",
	Reads: []string{
		"keys and tokens that reach clients of models and clouds: written out, from the environment, a file, a secret store, or the default of a flag",
		"tokens that are signed, sessions and certificates that are asked for, and how long they live",
		"credentials that get into prompts, logs, traces, results of tools and URLs",
		"agents, tools and MCP servers that are built in code, what they hold and whom they have act for them",
		"scopes that a sign-in to Google or GitHub asks for, and tokens of GitHub Apps that name no part of the installation",
		"checks of servers, callers and tokens that are left out, and tokens of callers that are sent on, or kept for the next one",
	},
	Formats: []nhi.Format{
		{Name: "Go", Files: "*.go", Source: "https://go.dev/ref/spec", Fixture: "src"},
	},
	Leaves: "values that come through interfaces and generics, generated and vendored code; cookies and sessions of web servers, which are people's and by default end with the browser (net/http), " +
		"after a day (scs) or thirty (gorilla/sessions); the lives that an OAuth server gives its clients, which its settings say; certificates of servers and authorities; " +
		"a caller's token that is kept in a field, as who holds the struct is not known; a SPIFFE identity that is shown to somebody else than AWS, Azure or Google, as nothing says what else they take",
	Claims: claimsFile,
	Wants:  wants,
	Run:    run,
}

// maxSource is the size in bytes above which a file is not read: people write
// files of a few hundred kilobytes at most, programs write the rest.
const maxSource = 1 << 20

func wants(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") &&
		!strings.HasPrefix(name, "vendor/") && !strings.Contains(name, "/vendor/")
}

// hints are what a file shows that has nothing to do with a package of the
// tables itself, but may hand a credential to a function that has.
var hints = [][]byte{[]byte("Getenv("), []byte("LookupEnv("), []byte(`"sk-`), []byte(`"xox`), []byte(`"gh`), []byte(`"hvs.`), []byte(`"AIza`)}

func claimsFile(name string, text []byte) (string, bool) {
	if !wants(name) || generated(text) {
		return "", false
	}
	hinted := false
	for _, h := range hints {
		if bytes.Contains(text, h) {
			hinted = true
			break
		}
	}
	f, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly|parser.SkipObjectResolution)
	if f == nil {
		return "", false
	}
	t := known()
	local := false
	for _, spec := range f.Imports {
		p := importPath(spec)
		if t.triggers[unversioned(p)] || everyday[p] && carries(text) {
			return path.Dir(name), true
		}
		first, _, _ := strings.Cut(p, "/")
		local = local || strings.Contains(first, ".") || strings.Contains(p, "/internal/")
	}
	return path.Dir(name), hinted && local
}

// carries says whether a file names a request header that carries a credential,
// or the method that sets one.
func carries(text []byte) bool {
	if bytes.Contains(text, []byte("SetBasicAuth(")) {
		return true
	}
	var lower [longestHeader]byte
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		end := bytes.IndexByte(text[:min(len(text), longestHeader+1)], '"')
		if end < 0 {
			continue
		}
		for j, c := range text[:end] {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			lower[j] = c
		}
		if credentialHeaders[string(lower[:end])] {
			return true
		}
	}
}

// longestHeader is the length of the longest of credentialHeaders.
const longestHeader = len("proxy-authorization")

// generated says whether a program wrote the file, by the line that go.dev/s/generatedcode
// asks for. Only the head is looked at: the line stands before the package
// clause, behind a licence at most.
func generated(text []byte) bool {
	head := text[:min(len(text), 4<<10)]
	i := bytes.Index(head, []byte("// Code generated "))
	if i < 0 || i > 0 && head[i-1] != '\n' {
		return false
	}
	line, _, _ := bytes.Cut(head[i:], []byte("\n"))
	return bytes.HasSuffix(bytes.TrimRight(line, "\r"), []byte(" DO NOT EDIT."))
}

func run(ctx context.Context, u *nhi.Unit) (facts *nhi.Facts, err error) {
	facts = &nhi.Facts{}
	defer func() {
		// go/types has had panics on broken code; the file that caused one is
		// not known, so the unit is what could not be read.
		if r := recover(); r != nil {
			facts.Notices = append(facts.Notices, nhi.Notice{Path: u.Key, Incomplete: true,
				Reason: "the Go type checker gave up on this package"})
		}
	}()
	found, err := analyze(ctx, u)
	facts.Add(found)
	return facts, err
}

// analyze is run without the net.
func analyze(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	l := newLoader(u)
	packages := l.directory(u.Key)
	for _, name := range l.large {
		facts.Notices = append(facts.Notices, nhi.Notice{Path: name, Incomplete: true,
			Reason: fmt.Sprintf("Go code of more than %d MiB is not read", maxSource>>20)})
	}
	for _, p := range packages {
		if ctx.Err() != nil {
			return facts, ctx.Err()
		}
		if l.relevant(p) {
			l.check(p, 0)
			facts.Add(l.facts(p))
			facts.Notices = append(facts.Notices, p.notices...)
		}
	}
	return facts, nil
}

// source is a parsed file.
type source struct {
	file *nhi.File
	ast  *ast.File
}

// parsed is a package as it is parsed.
type parsed struct {
	path    string // import path, or the directory where no module is known
	name    string
	sources []source
	notices []nhi.Notice
	checked *checked
}

// directory parses the packages of a directory of the tree, in order of name.
// Build constraints are not looked at: what is built for one system only still
// ships, and redeclarations are tolerated.
func (l *loader) directory(dir string) []*parsed {
	byName := map[string]*parsed{}
	for _, f := range l.files(dir) {
		a, err := parser.ParseFile(l.fset, f.Path, f.Bytes(), parser.ParseComments|parser.SkipObjectResolution)
		if a == nil || a.Name == nil || a.Name.Name == "_" {
			continue
		}
		p := byName[a.Name.Name]
		if p == nil {
			p = &parsed{path: l.importPath(dir), name: a.Name.Name}
			byName[a.Name.Name] = p
		}
		if err != nil {
			// The parser's own words may quote the source.
			p.notices = append(p.notices, nhi.Notice{Path: f.Path, Line: errorLine(err), Incomplete: true,
				Reason: "Go syntax that is not understood"})
		}
		p.sources = append(p.sources, source{f, a})
	}
	var all []*parsed
	for _, p := range byName {
		all = append(all, p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	return all
}

// files are the Go files of a directory: those of the unit that were claimed,
// and their neighbours, which hold constants and wrappers.
func (l *loader) files(dir string) []*nhi.File {
	have := map[string]*nhi.File{}
	if dir == l.unit.Key {
		for _, f := range l.unit.Files {
			if f.Len() > maxSource {
				l.large = append(l.large, f.Path)
				continue
			}
			have[f.Path] = f
		}
	}
	if l.unit.Tree != nil {
		for _, name := range l.unit.Tree.Glob(path.Join(globQuote(dir), "*.go")) {
			if have[name] != nil || !wants(name) || len(have) >= maxFiles {
				continue
			}
			if f, err := l.unit.Tree.Read(name); err == nil && f.Len() <= maxSource && !generated(f.Bytes()) {
				have[name] = f
			}
		}
	}
	var files []*nhi.File
	for _, f := range have {
		files = append(files, f)
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Path < files[j].Path })
	return files
}

// maxFiles bounds the files of one directory. The largest packages that people
// write have a few hundred.
const maxFiles = 1000

// globQuote takes the meaning from the special characters of path.Match.
func globQuote(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// errorLine is the line, from 1, of the first error of the parser.
func errorLine(err error) int {
	var line, col int
	text := err.Error()
	if i := strings.Index(text, ".go:"); i >= 0 {
		fmt.Sscanf(text[i+4:], "%d:%d", &line, &col)
	}
	return line
}
