// Package picture turns an inventory into what people look at: every agent with
// what it runs as, holds, may do and delegates to, and the gates around it. One
// type, Picture, has everything, and each form (a table, JSON, Mermaid, DOT,
// CycloneDX, a page) is a writer of it. It judges nothing: what is wrong the rules
// have said. No secret is in it.
package picture

import "github.com/nhivet/nhivet/internal/nhi"

// Version is that of the JSON form. It changes when a field goes or changes its
// meaning, not when one is added.
const Version = 1

// Picture is an inventory as seen from its agents. Lists are in order of place;
// an ID is unique in one picture and no longer than that.
type Picture struct {
	Version     int    `json:"version"`
	Tool        string `json:"tool"`
	ToolVersion string `json:"tool_version"`
	// Now is the date against which expiry was judged, 2006-01-02.
	Now string `json:"now"`
	// Files were read; Incomplete are those of which something was not.
	Files      int `json:"files"`
	Incomplete int `json:"incomplete"`

	Agents      []*Agent      `json:"agents"`
	Identities  []*Identity   `json:"identities"`
	Credentials []*Credential `json:"credentials"`
	Grants      []*Grant      `json:"grants"`
	Tools       []*Tool       `json:"tools"`
	Gates       []*Gate       `json:"gates"`
	Links       []Link        `json:"links"`
	Findings    []*Finding    `json:"findings"`
	// LeftOut counts what no agent reaches, and is not in the lists.
	LeftOut LeftOut `json:"left_out"`
}

// LeftOut counts facts that are not in a picture.
type LeftOut struct {
	Identities  int `json:"identities"`
	Credentials int `json:"credentials"`
	Grants      int `json:"grants"`
}

// Agent is an agent with all that is said of it. The strings of the lists are IDs.
type Agent struct {
	ID          string `json:"id"`
	Key         string `json:"key"`
	Name        string `json:"name"`
	Kind        string `json:"kind"`
	Platform    string `json:"platform"`
	Environment string `json:"environment"`
	// ActsFor is user, self, or empty for unknown.
	ActsFor string `json:"acts_for"`
	// Confidence is 0 to 100: that it is an agent. Evidence adds up to it.
	Confidence int        `json:"confidence"`
	Evidence   []Evidence `json:"evidence"`
	// ReadOnly agents are known to change nothing.
	ReadOnly bool `json:"read_only"`

	RunsAs      []Use    `json:"runs_as"`
	Holds       []Use    `json:"holds"`
	May         []Rights `json:"may"`
	Calls       []Use    `json:"calls"`
	DelegatesTo []Use    `json:"delegates_to"`
	Approval    Guard    `json:"approval"`
	Audit       Guard    `json:"audit"`
	// Gates are all controls around it, approval and audit among them.
	Gates []string `json:"gates"`

	At nhi.Position `json:"at"`
}

// Evidence is one reason to think that something is an agent, or is not.
type Evidence struct {
	Weight int          `json:"weight"`
	Reason string       `json:"reason"`
	At     nhi.Position `json:"at"`
}

// Use is one thing that an agent has.
type Use struct {
	ID string `json:"id"`
	// Confidence is 0 to 100; below nhi.Guess it rests on a guess.
	Confidence int `json:"confidence"`
	// Through is the identity or tool by which the agent has it; empty when it has
	// it itself, or no file tells.
	Through string `json:"through"`
}

// Rights are the effective grants of one breadth.
type Rights struct {
	// Breadth is admin, wildcard, broad, narrow, or empty for unknown.
	Breadth string   `json:"breadth"`
	Systems []string `json:"systems"`
	// Hazards are known dangerous abilities among them.
	Hazards []string `json:"hazards"`
	// Writes says whether one of them changes anything.
	Writes bool     `json:"writes"`
	Grants []string `json:"grants"`
}

// The states of a Guard.
const (
	On      = "on"      // it is there
	Partly  = "partly"  // some tools ask, others do not
	Off     = "off"     // somebody switched it off
	Absent  = "absent"  // it should be there and is not
	Unknown = "unknown" // nothing is said
)

// Guard is whether what an agent does is approved, or written down.
type Guard struct {
	State string `json:"state"`
	// By are the gates, and the tools that ask or do not.
	By []string `json:"by"`
}

// Identity is an account, a role, a client.
type Identity struct {
	ID          string   `json:"id"`
	Key         string   `json:"key"`
	Aliases     []string `json:"aliases"`
	Name        string   `json:"name"`
	Kind        string   `json:"kind"`
	Platform    string   `json:"platform"`
	Namespace   string   `json:"namespace"`
	Environment string   `json:"environment"`
	// Defined says whether a file that was read makes it; Default that the platform
	// gives it to whoever names none.
	Defined bool     `json:"defined"`
	Default bool     `json:"default"`
	Agents  []string `json:"agents"`
	// Workloads are the names of others that run as it.
	Workloads []string `json:"workloads"`
	// SharedBy counts distinct agents, copies of one once.
	SharedBy int          `json:"shared_by"`
	At       nhi.Position `json:"at"`
}

// Credential is what proves an identity, without its value.
type Credential struct {
	ID          string     `json:"id"`
	Key         string     `json:"key"`
	Name        string     `json:"name"`
	Kind        string     `json:"kind"`
	Title       string     `json:"title"`
	Vendor      string     `json:"vendor"`
	Environment string     `json:"environment"`
	Origin      nhi.Origin `json:"origin"`
	Store       string     `json:"store"`
	Static      bool       `json:"static"`
	// Administrative credentials manage others.
	Administrative bool         `json:"administrative"`
	Lifetime       nhi.Lifetime `json:"lifetime"`
	Rotated        *bool        `json:"rotated,omitempty"`
	// Proves is the identity that it proves, when known.
	Proves    string       `json:"proves"`
	Agents    []string     `json:"agents"`
	Workloads []string     `json:"workloads"`
	Tools     []string     `json:"tools"`
	SharedBy  int          `json:"shared_by"`
	At        nhi.Position `json:"at"`
}

// Grant is what an identity may do.
type Grant struct {
	ID  string `json:"id"`
	Key string `json:"key"`
	// Holder is the identity, credential, tool or agent that has it; empty when no
	// file tells. Grantee is its key.
	Holder     string       `json:"holder"`
	Grantee    string       `json:"grantee"`
	System     string       `json:"system"`
	Name       string       `json:"name"`
	Breadth    string       `json:"breadth"`
	Actions    []string     `json:"actions"`
	Resources  []string     `json:"resources"`
	Conditions []string     `json:"conditions"`
	Scope      string       `json:"scope"`
	Hazards    []string     `json:"hazards"`
	Why        string       `json:"why"`
	Writes     bool         `json:"writes"`
	Justified  bool         `json:"justified"`
	Confidence int          `json:"confidence"`
	Agents     []string     `json:"agents"`
	At         nhi.Position `json:"at"`
}

// Tool is what an agent can call.
type Tool struct {
	ID       string       `json:"id"`
	Key      string       `json:"key"`
	Name     string       `json:"name"`
	Kind     string       `json:"kind"`
	Package  string       `json:"package"`
	Version  string       `json:"version"`
	URL      string       `json:"url"`
	Pinned   *bool        `json:"pinned,omitempty"`
	Writes   *bool        `json:"writes,omitempty"`
	Approved *bool        `json:"approved,omitempty"`
	Agents   []string     `json:"agents"`
	At       nhi.Position `json:"at"`
}

// Gate is a control: approval, sandbox, policy, audit, …
type Gate struct {
	ID     string       `json:"id"`
	Key    string       `json:"key"`
	Kind   string       `json:"kind"`
	Name   string       `json:"name"`
	State  string       `json:"state"`
	Agents []string     `json:"agents"`
	At     nhi.Position `json:"at"`
}

// The kinds of links, besides those of nhi.
const (
	Proves nhi.EdgeKind = "proves" // credential → identity
	Has    nhi.EdgeKind = "has"    // whoever → grant
)

// Link relates two things of a picture.
type Link struct {
	Kind nhi.EdgeKind `json:"kind"`
	From string       `json:"from"`
	To   string       `json:"to"`
	// Confidence is 0 to 100; below nhi.Guess it rests on a guess.
	Confidence int `json:"confidence"`
	// Through is the identity or tool by which an agent has it; empty otherwise.
	Through string `json:"through"`
}

// Finding is a finding that counts, with the things that it is about.
type Finding struct {
	ID      string    `json:"id"`
	Rule    string    `json:"rule"`
	Level   nhi.Level `json:"level"`
	Message string    `json:"message"`
	Fix     string    `json:"fix"`
	// Subject is the thing that was judged, About that and the agents that reach it.
	Subject string   `json:"subject"`
	About   []string `json:"about"`
	// Fault is what is wrong without the names of the things.
	Fault string `json:"fault"`
	// Ignored is the reason that somebody gave; empty for findings that count. The
	// forms have no others.
	Ignored string `json:"-"`
	// Related are the other places, in the order of the path.
	Related []Step       `json:"related"`
	At      nhi.Position `json:"at"`
}

// Step is a place with what it has to do with a finding.
type Step struct {
	At   nhi.Position `json:"at"`
	Note string       `json:"note"`
}
