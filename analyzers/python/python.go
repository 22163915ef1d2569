// Package python reads Python source and notebooks: which credentials are written
// there as literals, which reach the clients of models, clouds and services, which
// tokens are issued for how long, and which agents are built in code, with their
// tools, the MCP servers and the agents that they are given, and the protections that
// are switched off. It states facts and leaves every verdict to the rules.
//
// What a function, a class or an argument means is a row in a table (table_*.go); the
// rest follows names to values, through imports of the repository's own modules,
// settings classes and functions that only hand on. Nothing is run, and what is not
// certain is no fact.
//
// Token formats that tell themselves apart wherever they stand are left to the
// analyzer of secrets, and whose code an image runs to the join.
package python

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
)

// Analyzer reads the modules of one directory as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "python",
	Doc:  "Python code that builds agents, uses or issues credentials, or has them written out",
	Reads: []string{
		"literals in assignments, keyword arguments, dictionaries and defaults of settings",
		"keys and tokens that reach clients of models, clouds and services, from the environment, settings classes and other modules",
		"JWTs and sessions that are issued, and their expiry",
		"agents that are built, their tools, sub-agents, MCP servers and what those receive",
		"scopes that a sign-in asks for",
		"protections that are switched off: sandboxes, approval, what traces hold",
		"credentials in prompts and logs",
	},
	Formats: formats,
	Leaves:  "values that are computed, methods that are found at run time, what tests build; comments and docstrings",
	Wants:   wants,
	Claims:  claims,
	Run:     run,
}

func wants(name string) bool {
	return strings.HasSuffix(name, ".py") || strings.HasSuffix(name, ".ipynb")
}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) || bytes.IndexByte(text, 0) >= 0 {
		return "", false
	}
	if len(text) > py.MaxSize {
		text = text[:1<<16] // the rest is not read, but that is told
		return path.Dir(name), imports(text)
	}
	return path.Dir(name), telling(text) || imports(text)
}

// telling says whether a name that promises a secret can stand in the text.
func telling(text []byte) bool {
	for _, w := range words {
		for from := 0; ; {
			i := bytes.Index(text[from:], w.text)
			if i < 0 {
				break
			}
			from += i + len(w.text)
			if from == len(text) || strings.IndexByte(w.not, text[from]|0x20) < 0 {
				return true
			}
		}
	}
	return false
}

// word is a part of such names, and not the letters that make another word of it:
// path, keys, passed, and the statement pass.
type word struct {
	text []byte
	not  string
}

var words = func() (out []word) {
	for _, w := range [...][2]string{{"secret", ""}, {"token", ""}, {"pass", "*-# edi"}, {"key", "swb"}, {"pwd", ""}, {"auth", ""}, {"pat", "hcti"}, {"dsn", ""}, {"conn", ""}, {"url", ""}, {"uri", "n"}} {
		for _, text := range [...]string{w[0], strings.ToUpper(w[0][:1]) + w[0][1:], strings.ToUpper(w[0])} {
			out = append(out, word{[]byte(text), w[1]})
		}
	}
	return out
}()

// imports says whether a module that the tables know is imported, by a cheap look at
// the lines with that word.
func imports(text []byte) bool {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte("import"))
		if i < 0 {
			return false
		}
		i += from
		from = i + len("import")
		start := max(0, i-200) // no import is longer
		if n := bytes.LastIndexAny(text[start:i], "\n\"'"); n >= 0 {
			start += n + 1
		}
		line := text[start:i]
		if n := bytes.LastIndex(line, []byte(`\n`)); n >= 0 { // a cell of a notebook as one text
			line = line[n+2:]
		}
		line = bytes.TrimSpace(line)
		if module, ok := bytes.CutPrefix(line, []byte("from ")); ok {
			if root(bytes.TrimSpace(module), text[from:]) {
				return true
			}
			continue
		}
		if len(line) > 0 {
			continue
		}
		end := bytes.IndexAny(text[from:], "\n#\"\\")
		if end < 0 {
			end = len(text) - from
		}
		for _, module := range bytes.Split(text[from:from+end], []byte(",")) {
			if module = bytes.TrimSpace(module); root(module, nil) {
				return true
			}
		}
	}
}

// root says whether a module is one of the tables', by its first part; by its second
// too where many packages share the first. names are what is imported of it.
func root(module, names []byte) bool {
	end := bytes.IndexFunc(module, func(r rune) bool {
		return r != '_' && r != '.' && (r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z')
	})
	if end >= 0 {
		module = module[:end]
	}
	first, rest, _ := bytes.Cut(module, []byte("."))
	if !shared[string(first)] {
		return known().roots[string(first)]
	}
	second, _, _ := bytes.Cut(rest, []byte("."))
	if len(second) > 0 {
		return known().roots[string(first)+"."+string(second)]
	}
	line, _, _ := bytes.Cut(names, []byte("\n"))
	for _, name := range bytes.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' || r == '(' || r == ')' || r == '\\' || r == '"' }) {
		if known().roots[string(first)+"."+string(name)] {
			return true
		}
	}
	return false
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	repo := newRepo(u.Tree)
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		read(repo, f, facts)
	}
	return facts, nil
}

// read states the facts of one file.
func read(repo *repo, f *nhi.File, facts *nhi.Facts) {
	source, cells := f, (*nhi.File)(nil)
	if strings.HasSuffix(f.Path, ".ipynb") {
		if cells = notebook(f); cells == nil {
			return
		}
		source = cells
	}
	own := &nhi.Facts{}
	r := &reader{facts: own, seen: map[nhi.Span]*nhi.Credential{}, asked: map[nhi.Span]bool{}}
	if creds.Context(f.Path) != "test" && imports(source.Bytes()[:min(source.Len(), py.MaxSize)]) {
		r.code = repo.mine(source, f.Path)
		if errs := r.m.Errors; len(errs) > 0 {
			own.Notices = append(own.Notices, nhi.Notice{Path: source.Path, Line: source.LineOf(min(errs[0].At, source.Len())), Incomplete: true,
				Reason: "Python that is not understood: " + errs[0].Msg})
		}
		r.everything()
	}
	if source.Len() <= py.MaxSize {
		var src string
		var tokens []py.Token
		if r.code != nil {
			src, tokens = r.m.Source, r.m.Tokens[:r.lexed]
		} else {
			src = string(source.Bytes())
			repo.tokens, _ = py.LexInto(repo.tokens, src)
			tokens = repo.tokens
		}
		for _, p := range literals(source, src, tokens) {
			if r.has(p.Span) {
				continue
			}
			if c := repo.judge(p); c != nil {
				c.Store = "code"
				own.Credentials = append(own.Credentials, c)
			}
		}
	}
	if cells != nil {
		own.Resolve([]*nhi.File{cells})
	}
	facts.Add(own)
}

// everything runs the passes over one module. The order matters: agents are known
// before what they hold.
func (r *reader) everything() {
	r.findAgents()
	r.credentials()
	r.link()
	r.servers()
	r.lives()
	r.signIns()
	r.controls()
	r.leaks()
	r.held()
}

// has says whether a literal was stated already.
func (r *reader) has(at nhi.Span) bool {
	for have, c := range r.seen {
		if c != nil && c.Origin == nhi.FromLiteral && have.Overlaps(at) {
			return true
		}
	}
	return false
}

// held says who holds the credentials that reach clients: the agent in whose call
// that stands, or the only one of the module.
func (r *reader) held() {
	only := r.only()
	type pair struct{ from, to string }
	done := map[pair]bool{}
	for _, h := range r.holds {
		a, confidence, note := r.around(h.e), nhi.Certain, ""
		if a == nil {
			a, confidence, note = only, guess, "the only agent of the module that uses it"
		}
		if a == nil || a.Score < nhi.PossibleScore || h.c.Origin == nhi.FromIssuer || done[pair{a.Key, h.c.Key}] {
			continue
		}
		done[pair{a.Key, h.c.Key}] = true
		r.edge(nhi.Holds, a.Key, h.c.Key, confidence, note, h.c.At)
	}
}

// judge tries the names that a value goes by, the most exact first.
func (r *repo) judge(p Pair) *nhi.Credential {
	for _, name := range p.Names {
		if !r.secret(name) {
			continue
		}
		if c := creds.Judge(name, p.Value, p.Span); c != nil {
			return c
		}
	}
	return nil
}

// secret says whether a name promises a secret; the same names come again and again.
func (r *repo) secret(name string) bool {
	yes, ok := r.secrets[name]
	if !ok {
		yes = creds.Named(name).Secret()
		if r.secrets == nil {
			r.secrets = map[string]bool{}
		}
		r.secrets[name] = yes
	}
	return yes
}
