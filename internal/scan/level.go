package scan

import (
	"fmt"
	"slices"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/rules"
)

// subject is what the levels need to know of the fact that was judged.
type subject struct {
	key         string
	agents      []*nhi.Ref
	environment string
	confidence  int
	readOnly    bool
	expired     bool
	// literal credentials that may be alive stay loud even when no agent holds
	// them.
	literal bool
	// brief ones die by themselves within a day, as the credential itself or its
	// kind says.
	brief bool
	// talks is an agent that changes no more than conversations.
	talks bool
	// sharing is what is said of several that have one thing.
	sharing bool
	at      nhi.Span
}

func subjectOf(fact any) subject {
	switch f := fact.(type) {
	case *nhi.Agent:
		return subject{key: f.Key, agents: []*nhi.Ref{{Key: f.Key, Name: f.Name, At: f.At}}, environment: f.Environment, confidence: nhi.Certain, talks: f.Talks, at: f.At}
	case *nhi.Tool:
		return subject{key: f.Key, agents: f.Agents, environment: common(f.Agents), confidence: nhi.Certain, at: f.At}
	case *nhi.Identity:
		agents := f.Agents
		if len(agents) == 0 {
			agents = f.Admits // who could be it
		}
		return subject{key: f.Key, agents: agents, environment: f.Environment, confidence: sharing(f), at: f.At}
	case *nhi.Credential:
		s := subject{
			key: f.Key, agents: f.Agents, environment: f.Environment, confidence: certainIfZero(f.Confidence),
			expired: f.Lifetime.Expired, literal: f.Origin == nhi.FromLiteral, brief: brief(f.Lifetime), at: f.At,
		}
		if !s.literal { // a guessed holder must not make a literal quieter than no holder
			s.confidence = min(s.confidence, lowest(f.Agents))
		}
		return s
	case *nhi.Grant:
		return subject{key: f.Key + "→" + f.Identity, agents: f.Agents, environment: common(f.Agents), confidence: min(lowest(f.Agents), certainIfZero(f.Confidence)), at: f.At}
	case *nhi.Control:
		return subject{key: f.Key, agents: f.Agents, environment: common(f.Agents), confidence: nhi.Certain, at: f.At}
	}
	return subject{confidence: nhi.Certain}
}

func development(environment string) bool { return environment == "dev" || environment == "test" }

// common is the environment of what has none of its own: that of the agents that
// reach it, when all are for development.
func common(refs []*nhi.Ref) string {
	for _, r := range refs {
		if !development(r.Environment) {
			return ""
		}
	}
	if len(refs) == 0 {
		return ""
	}
	return refs[0].Environment
}

// brief says whether a life is no longer than the maximum that is passed over,
// and is no mere setting: the same lines could be issued again with another.
func brief(l nhi.Lifetime) bool {
	return (l.Band == "good" || l.Band == "quiet") && (l.Basis == nhi.Decoded || l.Basis == nhi.Natural) && !l.Expired
}

// readers are the keys of the agents that can be shown to change nothing.
func readers(inv *nhi.Inventory) map[string]bool {
	out := map[string]bool{}
	for _, a := range inv.Agents {
		if a.ReadOnly {
			out[a.Key] = true
		}
	}
	return out
}

// onlyReaders says whether something is reached, and by such agents alone.
func onlyReaders(refs []*nhi.Ref, readers map[string]bool) bool {
	for _, r := range refs {
		if !readers[r.Key] {
			return false
		}
	}
	return len(refs) > 0
}

// lowest is the confidence of the surest way to an agent: one certain holder is
// enough.
func lowest(refs []*nhi.Ref) int {
	if len(refs) == 0 {
		return nhi.Certain
	}
	best := 0
	for _, r := range refs {
		best = max(best, certainIfZero(r.Confidence))
	}
	return best
}

// sharing is the confidence of what is said of an identity: of the default one,
// that an agent has it; else that a second holder does, beside the surest agent.
func sharing(i *nhi.Identity) int {
	surest := lowest(i.Agents)
	switch {
	case i.Default || len(i.Agents) == 0:
		return surest
	case i.SharedBy > 1:
		var all []int
		for _, r := range i.Agents {
			all = append(all, certainIfZero(r.Confidence))
		}
		slices.Sort(all)
		return all[len(all)-2]
	}
	return min(surest, lowest(i.Workloads))
}

func certainIfZero(n int) int {
	if n == 0 {
		return nhi.Certain
	}
	return n
}

// reasons is the table by which a finding's level is lowered from its rule's.
// Each row that holds takes off its steps; nothing goes below a note, but what is
// a note at best is no news where a row drops it, and nothing is where a row
// silences it.
var reasons = []struct {
	text  string
	steps int
	drops dropping
	holds func(s subject, context string) bool
}{
	{"expired", 2, keeps, func(s subject, _ string) bool { return s.expired }},
	// Whoever finds it in the file later has nothing; who sees it at once has.
	{"it expires by itself within hours", 1, keeps, func(s subject, _ string) bool { return s.literal && s.brief }},
	{"no agent reaches it", 1, keeps, func(s subject, _ string) bool { return len(s.agents) == 0 && !s.literal }},
	{"the relation is a guess", 1, dropsNotes, func(s subject, _ string) bool { return s.confidence < nhi.Guess }},
	// Manifests of tests are applied by tests; what is written out there can be
	// read all the same.
	{"part of a test", 2, silences, func(s subject, context string) bool { return context == "test" && !s.literal }},
	{"an example, a test or documentation", 1, dropsNotes, func(_ subject, context string) bool { return context != "" }},
	// It shows two agents in few lines, and nobody deploys it as it is: where it is
	// copied to, the copy is judged.
	{"an example need not tell its agents apart", 2, silences, func(s subject, context string) bool { return context != "" && s.sharing && !s.literal }},
	{"a development or test environment", 1, dropsNotes, func(s subject, _ string) bool {
		return development(s.environment)
	}},
	{"it changes no more than issues, reviews and discussions", 1, keeps, func(s subject, _ string) bool { return s.talks }},
	// What is written out is there for every reader of the file, whatever the
	// agent does with it.
	{"every agent that reaches it only reads", 1, keeps, func(s subject, _ string) bool { return s.readOnly && !s.literal }},
}

// dropping is what a row does besides lowering.
type dropping int

const (
	keeps      dropping = iota
	dropsNotes          // drops what is a note at best
	silences            // drops everything
)

// level lowers a rule's level by what is known of the fact. context is what
// the path of the file says ("test", "example", "docs", or nothing).
func level(r *nhi.Rule, s subject, context string) (nhi.Level, []string) {
	own := nhi.LevelOf(r.Severity).Rank()
	rank := own
	var why []string
	for _, reason := range reasons {
		if !reason.holds(s, context) {
			continue
		}
		if reason.drops == silences || own == nhi.Note.Rank() && reason.drops == dropsNotes {
			return nhi.None, []string{reason.text}
		}
		if rank > nhi.Note.Rank() {
			rank -= reason.steps
			why = append(why, reason.text)
		}
	}
	return [...]nhi.Level{nhi.Note, nhi.Note, nhi.Warning, nhi.Error}[max(rank, 0)], why
}

// sharingRules are those about something that several have, which a decision in the
// configuration accepts as a whole.
var sharingRules = map[string]bool{
	"shared-identity": true, "shared-credential": true, "identity-shared-with-application": true, "shared-across-environments": true,
	"credential-shared-by-tools": true,
}

// environmentsOf are the environments that share a fact.
func environmentsOf(fact any) []string {
	switch f := fact.(type) {
	case *nhi.Identity:
		return f.Environments
	case *nhi.Credential:
		return f.Environments
	}
	return nil
}

func shared(rule, kind, name string) string {
	if !sharingRules[rule] {
		return ""
	}
	return kind + ":" + name
}

func finding(v rules.Verdict, below func(string) string, readers map[string]bool) *nhi.Finding {
	s := subjectOf(v.Fact)
	s.readOnly, s.sharing = onlyReaders(s.agents, readers), sharingRules[v.Rule.Name]
	if len(environmentsOf(v.Fact)) > 0 && v.Rule.Name == "shared-across-environments" {
		s.environment = "" // it is in production as well
	}
	f := &nhi.Finding{Rule: v.Rule, Message: v.Message, At: v.At, Subject: s.key, Agents: s.agents}
	for _, step := range v.Related {
		if step.At != v.At { // the place itself is no related place
			f.Related = append(f.Related, step)
		}
	}
	f.Fault, _ = unnamed(v.Message)
	var attributes map[string]string
	switch c := v.Fact.(type) {
	case *nhi.Identity:
		attributes = c.Attributes
		f.Shared = shared(v.Rule.Name, c.Kind, c.Name)
	case *nhi.Credential:
		f.Shared = shared(v.Rule.Name, c.Kind, c.Name)
		if attributes = c.Attributes; s.literal {
			f.Same = c.Same
		}
		f.Fault = fmt.Sprint(c.Kind, " ", c.Lifetime.Basis, " ", c.Lifetime.Text)
	case *nhi.Grant:
		attributes = c.Attributes
		f.Fault = "grant"
	case *nhi.Control:
		attributes = c.Attributes
		f.Related = append(f.Related, c.Related...)
	}
	context := creds.ContextOf(below(v.At.File.Path), v.At)
	if root := attributes["root"]; root != "" && context == "" {
		context = creds.Context(below(root + "/main.tf")) // whose example it is
	}
	f.Level, f.Lowered = level(v.Rule, s, context)
	return f
}
