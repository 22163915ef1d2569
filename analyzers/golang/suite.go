package golang

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Suite is the passes as one set. They belong together because they share the
// Source pass, which says how the paths of files are called.
type Suite struct {
	path func(name string) string

	// Source indexes a package; its result is a *Code.
	Source *analysis.Analyzer
	// Credentials finds what reaches the clients of models and clouds. Its
	// result is a *nhi.Facts with credentials. It exports a *Sink for each
	// function and field through which a credential reaches a client, a
	// *EnvReader for each function that reads the variable of the environment
	// which a parameter names, and an *Exports for the packages that have any.
	Credentials *analysis.Analyzer
	// Tokens finds tokens that are signed here. Its result is a *nhi.Facts with
	// credentials of origin "issued". It exports nothing.
	Tokens *analysis.Analyzer
	// Agents finds agents that are built in code. Its result is a *nhi.Facts
	// with agents. It exports nothing.
	Agents *analysis.Analyzer
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
	pass := func(name, doc string, run func(*analysis.Pass, *Code) *nhi.Facts, facts ...analysis.Fact) *analysis.Analyzer {
		return &analysis.Analyzer{
			Name: name, Doc: doc,
			Run: func(p *analysis.Pass) (any, error) {
				return run(p, p.ResultOf[s.Source].(*Code)), nil
			},
			Requires:         []*analysis.Analyzer{s.Source},
			RunDespiteErrors: true,
			ResultType:       reflect.TypeFor[*nhi.Facts](),
			FactTypes:        facts,
		}
	}
	s.Credentials = pass("nhicredentials", "find credentials that reach the clients of models, clouds and services",
		credentials, new(Sink), new(EnvReader), new(Exports))
	s.Tokens = pass("nhitokens", "find tokens that are signed here, and how long they live", tokens)
	s.Agents = pass("nhiagents", "find agents that are built in code", agents)
	return s
}

// Passes are the passes that give facts, in the order in which Join wants them.
func (s *Suite) Passes() []*analysis.Analyzer {
	return []*analysis.Analyzer{s.Credentials, s.Tokens, s.Agents}
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
	for _, c := range all.Credentials {
		if c.Origin == nhi.FromIssuer {
			continue // what the code signs is for somebody else
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
// parameters (or to the field) reach a client as a credential.
type Sink struct{ Params []SinkParam }

// SinkParam is one parameter.
type SinkParam struct {
	// Index is the parameter, from 0; -1 for a field.
	Index int
	// As is the variable under which this credential is usually kept.
	As string
	// URI says that it is a connection string with a password in it.
	URI bool
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
