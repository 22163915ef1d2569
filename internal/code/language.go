package code

import (
	"context"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Language is what is known of a language and of the packages written in it. It is
// used by its address: the tables are made ready once.
type Language struct {
	// Name begins the keys of facts, and Title is for people.
	Name, Title string
	// MaxSize is the largest file in bytes that Parse reads.
	MaxSize int
	Parse   func(path, source string) *syntax.Module
	// Relevant says by a cheap look whether a package of the tables is imported.
	Relevant func(l *Language, source []byte) bool
	// Source is the program in a file, with its places in that; nil for none, and what
	// is wrong when that is not known. A Language without it has programs only.
	Source func(f *nhi.File) (program *nhi.File, problem string)
	// Skips is why a program is not read although it imports what the tables know; empty
	// where it is. nil reads all of them.
	Skips func(source []byte) string
	// Pairs are the literals of a file and their names. m is nil for a file that was
	// not parsed; spare is kept from file to file for what can be used again.
	Pairs func(f *nhi.File, m *syntax.Module, spare *any) []Pair

	// Package is the package that a module belongs to; nil where its root is told by
	// the first dot.
	Package func(module string) string
	// Local says whether a module that a file imports is the repository's own, and
	// Paths where it may be.
	Local func(r *Repo, file, module string) bool
	Paths func(r *Repo, file, module string, level int) []string
	// Endings are those of file names, and Indexes modules that go by their folder.
	Endings []string
	Indexes map[string]bool
	// Nameless are functions whose names say nothing of what they do.
	Nameless map[string]bool

	Sinks    []Sink
	Sets     map[string]Sink
	Agents   []Agent
	Tools    []Tool
	Makers   []Maker
	Servers  []Server
	Controls []Control
	Lives    []Life
	Signers  []Signer
	Scopes   []Scopes
	Rights   []Right
	Injects  []Inject
	Writers  []Writer
	Options  []Option
	Runs     []Run
	Switches []Switch
	Apps     []App
	Opens    []Open
	Programs []Program
	Interims []Interim
	Sessions []Session

	// Spell is how the language writes a name that others write in camel case; nil for
	// those others. CDK are the full names of a construct of AWS CDK, by its module and
	// name in TypeScript; nil where there are none. Dumps make a text of their first
	// argument.
	Spell func(camel string) string
	CDK   func(in, name string) []string
	// Pulumi begins the names of Pulumi's providers; empty where there are none.
	Pulumi string
	Dumps  map[string]bool
	// Environment are functions that read the variable which their first argument
	// names; a second one, or default, is what counts without it. Mapping are what such
	// variables are members of, Stores what a secret store's are.
	Environment, Mapping, Stores map[string]bool
	// Through are methods that give back the secret that they are called on, Wrap
	// functions that give back their first argument, Named those that wrap the name of
	// a variable.
	Through, Wrap, Named map[string]bool
	// Members says that a variable is a member of Mapping as well: process.env.HOME.
	Members bool
	// Fluent are objects whose methods give them back.
	Fluent map[string]bool
	// Duration reads how long a text says something takes; nil for what Vault reads.
	Duration func(text string) (seconds int64, ok bool)
	// Factories are functions whose first argument, a text, says what they make.
	Factories map[string]bool
	// Adapts are functions that give another form to the function that is their first
	// argument.
	Adapts map[string]bool
	// Gives are functions, and members, that give a credential, with the variable whose
	// name says which. Answers are the names that protocols have for credentials in what
	// a service answers, Headers those of requests, in lower case.
	Gives            map[string]string
	Answers, Headers map[string]bool
	// Looks are the last parts of functions that only look at a value.
	Looks map[string]bool
	// Guards are words of what makes a file one that others cannot read.
	Guards []string
	// Begins are methods that set an agent to work, and Runners functions that do so with
	// the agent among their arguments.
	Begins, Runners map[string]bool
	// Shells are agents that have a shell, unless their capabilities are listed without.
	Shells map[string]bool
	// Handoffs wrap the agent that is their first argument, and Wrappers are the last
	// parts of what hands the tools of MCP servers on.
	Handoffs, Wrappers map[string]bool
	// Constructor is the method that making an object calls.
	Constructor string
	// Logs says whether a function writes its arguments where others read them.
	// LogSource is the documentation.
	Logs      func(name string) bool
	LogSource string
	// Everyday are packages of the tables that most programs import, so that an import of
	// one is no reason to parse a file.
	Everyday map[string]bool
	// Shared are packages of packages: what tells them apart is the second part. Whole
	// are those that have many things of one name, which each is known by in full.
	Shared, Whole map[string]bool
	// Seconds are functions that give their first argument another form, and Now those
	// that say what time it is.
	Seconds, Now map[string]bool

	once sync.Once
	made *tables
}

// Pair is a literal and the names that it is known by, the most exact first:
// for password = os.getenv("SMTP_PASS", "x") these are SMTP_PASS and password.
type Pair struct {
	Names []string
	Value string
	// Span is the text between the quotes; of several strings side by side, from
	// the first to the last.
	Span nhi.Span
}

// Root says whether the tables know a package, by the part of a name that an import
// of it starts with.
func (l *Language) Root(name string) bool { return l.tables().roots[name] }

// Run states the facts of the files of one directory.
func (l *Language) Run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	repo := newRepo(l, u.Tree)
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		read(repo, f, facts)
	}
	return facts, nil
}

// read states the facts of one file.
func read(repo *Repo, f *nhi.File, facts *nhi.Facts) {
	l, source := repo.lang, f
	own := &nhi.Facts{}
	problem := ""
	if l.Source != nil {
		source, problem = l.Source(f)
	} else if l.Skips != nil {
		problem = l.Skips(f.Bytes())
	}
	if problem != "" && l.Relevant(l, f.Bytes()[:min(f.Len(), l.MaxSize)]) {
		facts.Notices = append(facts.Notices, nhi.Notice{Path: f.Path, Incomplete: true, Reason: problem})
	}
	if source == nil || l.Skips != nil && problem != "" {
		return
	}
	r := &reader{facts: own, seen: map[nhi.Span]*nhi.Credential{}, asked: map[nhi.Span]bool{}}
	var m *syntax.Module
	if creds.Context(f.Path) != "test" && l.Relevant(l, source.Bytes()[:min(source.Len(), l.MaxSize)]) {
		r.code = repo.mine(source, f.Path)
		m = r.m
		if errs := m.Errors; len(errs) > 0 {
			own.Notices = append(own.Notices, nhi.Notice{Path: source.Path, Line: source.LineOf(min(errs[0].At, source.Len())), Incomplete: true,
				Reason: l.Title + " that is not understood: " + errs[0].Msg})
		}
		r.everything()
	}
	if source.Len() <= l.MaxSize {
		for _, p := range l.Pairs(source, m, &repo.spare) {
			if r.has(p.Span) || r.interim[p.Span] {
				continue
			}
			if c := repo.judge(p); c != nil {
				c.Store = "code"
				own.Credentials = append(own.Credentials, c)
			}
		}
	}
	if source != f {
		own.Resolve([]*nhi.File{source})
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
	r.interims()
	r.signIns()
	r.grants()
	r.pulumi()
	r.controls()
	r.runs()
	r.switches()
	r.doors()
	r.programs()
	r.presets()
	r.sessions()
	r.leaks()
	r.files()
	r.defaults()
	r.options()
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
	only, note := r.only(), "the only agent of the module that uses it"
	if len(r.facts.Agents) == 0 && len(r.holds) > 0 {
		only, note = r.elsewhere(), "the module that uses it runs this agent"
	}
	type pair struct{ from, to string }
	done := map[pair]bool{}
	for _, h := range r.holds {
		a, confidence, why := r.around(h.e), nhi.Certain, ""
		if a == nil && h.c.Attributes["forces"] == "" { // else it is told of the code itself, which needs no guess
			a, confidence, why = only, guess, note
		}
		if a == nil || a.Score < nhi.PossibleScore || h.c.Origin == nhi.FromIssuer || done[pair{a.Key, h.c.Key}] {
			continue
		}
		done[pair{a.Key, h.c.Key}] = true
		r.edge(nhi.Holds, a.Key, h.c.Key, confidence, why, h.c.At)
	}
}

// judge tries the names that a value goes by, the most exact first.
func (r *Repo) judge(p Pair) *nhi.Credential {
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
func (r *Repo) secret(name string) bool {
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
