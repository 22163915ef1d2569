package golang

import (
	"reflect"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Suite is the passes as one set. They belong together because they share the
// Source pass, which says how the paths of files are called, and the Flow pass.
type Suite struct {
	path func(name string) string

	// Source indexes a package; its result is a *Code.
	Source *analysis.Analyzer
	// Flow finds what reaches the places that the tables know: the clients of
	// models and clouds, prompts, logs, results of tools, lifetimes. Its result is
	// a *Flow. It exports a *Sink for each function and field through which a value
	// gets there, an *EnvReader for each function that reads the variable of the
	// environment which a parameter names, a *Returns for each that returns what it
	// reads from there or what it is given, a *Keyless for each that signs in without
	// a secret, and an *Exports for the packages that have any.
	Flow *analysis.Analyzer
	// The results of the others are *nhi.Facts; they export nothing.
	//
	// Credentials are what reaches the clients of models and clouds.
	Credentials *analysis.Analyzer
	// Lifetimes are credentials that the code has made, with how long they live:
	// tokens that are signed, sessions that are asked for, certificates.
	Lifetimes *analysis.Analyzer
	// Leaks are credentials that reach a prompt, a log, a trace, the result of a
	// tool, or a URL.
	Leaks *analysis.Analyzer
	// Agents are those that are built in code, with their tools, and the gates
	// around them: what they believe, whom they let in, whose token they pass on.
	Agents *analysis.Analyzer
	// Grants are rights that the code asks for by their names, or by naming none.
	Grants *analysis.Analyzer
}

// NewSuite makes a set of passes. path turns the name of a file as the driver
// knows it into the path under which facts speak of it; nil stands for the path
// relative to the root of the file's module.
func NewSuite(path func(name string) string) *Suite {
	if path == nil {
		path = modulePath
	}
	s := &Suite{path: path}
	s.Source = &analysis.Analyzer{
		Name:             "nhisource",
		Doc:              "index the calls, literals and assignments of a package for the nhivet passes",
		Run:              func(p *analysis.Pass) (any, error) { return newCode(p, path, nil), nil },
		RunDespiteErrors: true,
		ResultType:       reflect.TypeFor[*Code](),
	}
	s.Flow = &analysis.Analyzer{
		Name:             "nhiflow",
		Doc:              "follow values to the clients, prompts, logs and lifetimes that the nhivet passes know",
		Run:              func(p *analysis.Pass) (any, error) { return flow(p, p.ResultOf[s.Source].(*Code)), nil },
		Requires:         []*analysis.Analyzer{s.Source},
		RunDespiteErrors: true,
		ResultType:       reflect.TypeFor[*Flow](),
		FactTypes:        []analysis.Fact{new(Sink), new(EnvReader), new(Returns), new(Keyless), new(Exports)},
	}
	pass := func(name, doc string, run func(*Flow) *nhi.Facts) *analysis.Analyzer {
		return &analysis.Analyzer{
			Name: name, Doc: doc,
			Run:              func(p *analysis.Pass) (any, error) { return run(p.ResultOf[s.Flow].(*Flow)), nil },
			Requires:         []*analysis.Analyzer{s.Flow},
			RunDespiteErrors: true,
			ResultType:       reflect.TypeFor[*nhi.Facts](),
		}
	}
	s.Credentials = pass("nhicredentials", "find credentials that reach the clients of models, clouds and services", credentials)
	s.Lifetimes = pass("nhilifetimes", "find tokens, sessions and certificates that are made here, and how long they live", lifetimes)
	s.Leaks = pass("nhileaks", "find credentials that reach a prompt, a log, the result of a tool or a URL", leaks)
	s.Agents = pass("nhiagents", "find agents that are built in code", agents)
	s.Grants = pass("nhigrants", "find the scopes and permissions that the code asks for", grants)
	return s
}

// Passes are the passes that give facts, in the order in which Facts wants them.
func (s *Suite) Passes() []*analysis.Analyzer {
	return []*analysis.Analyzer{s.Credentials, s.Lifetimes, s.Leaks, s.Agents, s.Grants}
}

// Facts joins what the passes of one package gave. The code says which agent it
// builds and which credentials it uses; when it builds only one, that one most
// likely holds them.
func (s *Suite) Facts(resultOf map[*analysis.Analyzer]any) *nhi.Facts {
	all := &nhi.Facts{}
	for _, a := range s.Passes() {
		if f, ok := resultOf[a].(*nhi.Facts); ok {
			all.Add(f)
		}
	}
	var only *nhi.Agent
	for _, a := range all.Agents {
		if a.Attributes["role"] == "tool-server" {
			continue
		}
		if only != nil {
			return all
		}
		only = a
	}
	if only == nil {
		return all
	}
	for _, g := range all.Grants {
		if g.Identity != "" && strings.HasPrefix(g.Identity, signIn) {
			all.Edges = append(all.Edges, &nhi.Edge{Kind: nhi.RunsAs, From: only.Key, To: g.Identity,
				Confidence: nhi.Guess, Note: "the only agent of the package that signs in", At: g.At})
		}
	}
	held := map[string]bool{}
	for _, e := range all.Edges {
		held[e.To] = held[e.To] || e.Kind == nhi.Holds
	}
	for _, c := range all.Credentials {
		if c.Origin == nhi.FromIssuer || held[c.Key] {
			continue // what the code signs is for somebody else
		}
		guess := guess
		if strings.HasPrefix(c.Key, "go-leak:") {
			guess = nhi.Guess // who runs the code writes the log
		}
		all.Edges = append(all.Edges, &nhi.Edge{Kind: nhi.Holds, From: only.Key, To: c.Key,
			Confidence: guess, Note: "the only agent of the package that uses it", At: c.At})
	}
	return all
}

// guess is the confidence of a relation that rests on standing in one package:
// below nhi.Guess, as the credential may be for something else that it does.
const guess = nhi.Guess - 10

// Sink is a fact about a function or a field: values that are given to these
// parameters (or to the field) reach a place that the tables know.
type Sink struct{ Params []SinkParam }

// SinkParam is one parameter.
type SinkParam struct {
	// Index is the parameter, from 0; -1 for a field.
	Index int
	// Rest says that every argument from there on counts.
	Rest bool
	// Slot is what the place is for.
	Slot Slot
	// As is the variable under which this credential is usually kept.
	As string
	// URI says that it is a connection string with a password in it.
	URI bool
	// Field is the setting of a lifetime, Unit how many seconds one of the parameter
	// is; Now says that it is a point in time, Renewed that it starts again whenever
	// somebody renews it.
	Field        string
	Unit         float64
	Now, Renewed bool
	// Through is the function or field of the tables that it reaches.
	Through string
	// Source is the documentation of that one.
	Source string
}

// AFact marks a fact of go/analysis.
func (*Sink) AFact() {}

func (s *Sink) String() string {
	text := "sink"
	for _, p := range s.Params {
		text += " " + p.Through
	}
	return text
}

// Returns is a fact about a function: its first result is, or contains (Part), one
// of these variables of the environment or parameters, from 0; or it is a set of
// claims without an end (Endless).
type Returns struct {
	Env     []string
	Params  []int
	Part    bool
	Endless bool
}

// AFact marks a fact of go/analysis.
func (*Returns) AFact() {}

func (r *Returns) String() string {
	text := "returns"
	for _, name := range r.Env {
		text += " " + name
	}
	for _, i := range r.Params {
		text += " #" + strconv.Itoa(i)
	}
	if r.Endless {
		text += " claims without an end"
	}
	return text
}

// Keyless is a fact about a function: it signs in without a secret.
type Keyless struct {
	// Vendor is who accepts that, Through the function of the tables.
	Vendor, Through string
}

// AFact marks a fact of go/analysis.
func (*Keyless) AFact() {}

func (k *Keyless) String() string { return "signs in by " + k.Through }

// EnvReader is a fact about a function: it returns the variable of the
// environment that its parameter Param, from 0, names.
type EnvReader struct{ Param int }

// AFact marks a fact of go/analysis.
func (*EnvReader) AFact() {}

func (*EnvReader) String() string { return "reads the environment" }

// Exports is a fact about a package: some of its functions or fields have facts,
// so packages that import it are worth reading.
type Exports struct{}

// AFact marks a fact of go/analysis.
func (*Exports) AFact() {}

func (*Exports) String() string { return "has sinks" }
