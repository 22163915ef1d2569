// Package change says what changed for identities from one picture to another:
// who is new, who may do more, what lives longer, what is shared now, and which
// gates are gone. Things are recognised by what they are, not by where they are
// written: a moved or renamed file is no change. It judges nothing; no secret, and
// no digest of one, is compared.
package change

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/picture"
)

// Version is that of the JSON form. It changes when a field goes or changes its
// meaning, not when one is added.
const Version = 1

// Way is whether a change is worth a worry.
type Way string

// The ways.
const (
	Worse  Way = "worse"
	Better Way = "better"
	Other  Way = "other"
)

// Kind is what changed.
type Kind string

// The kinds.
const (
	FindingNew     Kind = "finding-new"
	FindingGrown   Kind = "finding-grown"
	ApprovalGone   Kind = "approval-gone"
	AuditGone      Kind = "audit-gone"
	GateGone       Kind = "gate-gone"
	SharedMore     Kind = "shared-more"
	GrantWider     Kind = "grant-wider"
	GrantNew       Kind = "grant-new"
	LifeLonger     Kind = "life-longer"
	StandingNew    Kind = "standing-new"
	RunsAsNew      Kind = "runs-as-new"
	DelegationNew  Kind = "delegation-new"
	HoldsNew       Kind = "holds-new"
	AgentNew       Kind = "agent-new"
	GrantElsewhere Kind = "grant-elsewhere"
	FindingIgnored Kind = "finding-ignored"
	AgentGone      Kind = "agent-gone"
	GrantGone      Kind = "grant-gone"
	GrantNarrower  Kind = "grant-narrower"
	LifeShorter    Kind = "life-shorter"
	SharedLess     Kind = "shared-less"
	StandingGone   Kind = "standing-gone"
	GateNew        Kind = "gate-new"
	FindingGone    Kind = "finding-gone"
)

// Kinds are all kinds in the order in which they are told, what is worse first.
var Kinds = []struct {
	Kind  Kind
	Way   Way
	Title string
	// One and Many count them in a summary.
	One, Many string
}{
	{FindingNew, Worse, "new findings", "new finding", "new findings"},
	{FindingGrown, Worse, "grown findings", "grown finding", "grown findings"},
	{ApprovalGone, Worse, "approval removed", "approval removed", "approvals removed"},
	{AuditGone, Worse, "audit removed", "audit removed", "audits removed"},
	{GateGone, Worse, "other gates removed", "gate removed", "gates removed"},
	{SharedMore, Worse, "newly shared", "newly shared", "newly shared"},
	{GrantWider, Worse, "wider grants", "wider grant", "wider grants"},
	{GrantNew, Worse, "new grants", "new grant", "new grants"},
	{LifeLonger, Worse, "longer lives", "longer life", "longer lives"},
	{StandingNew, Worse, "new long-lived credentials", "new long-lived credential", "new long-lived credentials"},
	{RunsAsNew, Other, "other identities", "other identity", "other identities"},
	{DelegationNew, Other, "new delegation", "new delegation", "new delegations"},
	{HoldsNew, Other, "newly held", "newly held credential", "newly held credentials"},
	{AgentNew, Other, "new agents", "new agent", "new agents"},
	{GrantElsewhere, Other, "new grants that no agent reaches", "new grant that no agent reaches", "new grants that no agent reaches"},
	{FindingIgnored, Other, "findings ignored now", "finding ignored now", "findings ignored now"},
	{AgentGone, Better, "agents gone", "agent gone", "agents gone"},
	{GrantGone, Better, "grants gone", "grant gone", "grants gone"},
	{GrantNarrower, Better, "narrower grants", "narrower grant", "narrower grants"},
	{LifeShorter, Better, "shorter lives", "shorter life", "shorter lives"},
	{SharedLess, Better, "shared by fewer", "shared by fewer", "shared by fewer"},
	{StandingGone, Better, "long-lived credentials gone", "long-lived credential gone", "long-lived credentials gone"},
	{GateNew, Better, "new gates", "new gate", "new gates"},
	{FindingGone, Better, "findings gone", "finding gone", "findings gone"},
}

// Changes are what changed, in the order in which it is told.
type Changes struct {
	Version     int    `json:"version"`
	Tool        string `json:"tool"`
	ToolVersion string `json:"tool_version"`
	// Now is the date against which expiry was judged on both sides, 2006-01-02.
	Now  string `json:"now"`
	Base Side   `json:"base"`
	Head Side   `json:"head"`
	// Counts are how many there are of each kind; kinds without any are absent.
	Counts  map[Kind]int `json:"counts"`
	Changes []Change     `json:"changes"`
}

// Side is one of the two that were compared.
type Side struct {
	// Revision as it was named; "work tree" for the files as they are.
	Revision    string `json:"revision"`
	Agents      int    `json:"agents"`
	Identities  int    `json:"identities"`
	Credentials int    `json:"credentials"`
	Grants      int    `json:"grants"`
	Findings    int    `json:"findings"`
	// Incomplete are the files of which something was not read: what is missing
	// there may look like a change.
	Incomplete int `json:"incomplete"`
}

// Change is one change.
type Change struct {
	Kind Kind `json:"kind"`
	Way  Way  `json:"way"`
	// Message says it in one sentence that stands alone.
	Message string `json:"message"`
	// Subject is the canonical key of the thing, Agents the names of the agents
	// that it is about.
	Subject string   `json:"subject"`
	Agents  []string `json:"agents"`
	// Before and After are what changed: a breadth, a life, a state, a level.
	Before string `json:"before"`
	After  string `json:"after"`
	// Rule of a finding; Level and Fix of a new one.
	Rule  string    `json:"rule"`
	Level nhi.Level `json:"level"`
	Fix   string    `json:"fix"`
	// At is the place: in the head, or in the base for what is gone.
	At nhi.Position `json:"at"`

	rank int // among those of its kind, the highest first
}

// Input is one side before it is compared.
type Input struct {
	Revision string
	Picture  *picture.Picture
	// Secrets number the findings about a secret that is written out, by their ID:
	// equal texts of both sides have one number. It is in no output.
	Secrets map[string]int
}

// Compare says what changed. Both pictures hold what no agent reaches as well, and
// the findings that are ignored.
func Compare(base, head Input) *Changes {
	c := &comparison{base: base.Picture, head: head.Picture, baseSecrets: base.Secrets, headSecrets: head.Secrets, was: map[string]string{}}
	c.recognise()
	c.agents()
	c.sharing()
	c.grants()
	c.credentials()
	c.gates()
	c.findings()
	out := &Changes{
		Version: Version, Tool: "nhivet", ToolVersion: head.Picture.ToolVersion, Now: head.Picture.Now,
		Base: side(base), Head: side(head), Counts: map[Kind]int{}, Changes: []Change{},
	}
	for _, k := range Kinds {
		of := slices.DeleteFunc(slices.Clone(c.out), func(x Change) bool { return x.Kind != k.Kind })
		slices.SortStableFunc(of, func(x, y Change) int {
			if x.rank != y.rank {
				return y.rank - x.rank
			}
			return strings.Compare(x.Message, y.Message)
		})
		for i := range of {
			of[i].Way = k.Way
			if of[i].Agents == nil {
				of[i].Agents = []string{}
			}
		}
		out.Changes = append(out.Changes, of...)
		if len(of) > 0 {
			out.Counts[k.Kind] = len(of)
		}
	}
	return out
}

func side(i Input) Side {
	p, counting := i.Picture, 0
	for _, f := range p.Findings {
		if f.Ignored == "" {
			counting++
		}
	}
	return Side{i.Revision, len(p.Agents), len(p.Identities), len(p.Credentials), len(p.Grants), counting, p.Incomplete}
}
