package nhi

// Keys
//
// Facts of different analyzers speak of the same thing when they use the same
// key, or one has the other's key among its aliases. A key is
// "<kind>:<path>", and is made only by the functions of key.go.

// Agent is something that acts: a workload, a CI job, an MCP client, a managed
// agent, an agent built in code. Analyzers report every candidate with the
// evidence they saw; the join keeps those that score at least AgentScore as
// agents, and the others as workloads, which can share an identity with one.
type Agent struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	// Kind is workload, managed, mcp-client, coding-agent, code, ci-job or
	// definition.
	Kind string `json:"kind"`
	// Platform is kubernetes, aws, google, azure, mcp, go, …
	Platform string `json:"platform"`
	// Environment is dev, test, staging, prod, or empty when nothing says so.
	Environment string `json:"environment"`
	// EnvironmentConfidence, 0 to 100, and EnvironmentBasis, set by the join, are
	// how sure that is and what says it: its namespace, a folder, the
	// configuration.
	EnvironmentConfidence int    `json:"environment_confidence"`
	EnvironmentBasis      string `json:"environment_basis"`
	// Owner, set by the join, is who answers for it by .nhivet.yaml; Unowned that
	// the file names owners, and none for this one.
	Owner   string `json:"owner"`
	Unowned bool   `json:"unowned"`
	// Score is the sum of the evidence, 0 to 100.
	Score    int        `json:"score"`
	Evidence []Evidence `json:"evidence"`
	// ActsFor is user, self (cron, event, webhook) or empty for unknown.
	ActsFor string `json:"acts_for"`
	// Family groups copies of one agent (blue and green, canary and stable): two
	// agents of one family do not share an identity, they are one agent.
	// It is a name and, after a space, what runs, where that is known.
	Family     string            `json:"family"`
	Attributes map[string]string `json:"attributes"`
	At         Span              `json:"at"`
	// Related are places that belong to it.
	Related []Step `json:"-"`

	// ReadOnly is set by the join: no write grant, no writing tool, no agent that
	// it delegates to has one, and at least one grant or tool is known.
	ReadOnly bool `json:"read_only"`
	// Credentials, set by the join, are those that it holds, itself or through its
	// tools.
	Credentials []*Ref `json:"credentials"`
	// Writes, set by the join, are the grants it reaches that change something.
	Writes []*Ref `json:"writes"`
	// Talks, set by the join: it changes something, but nothing beyond issues,
	// reviews and discussions, and holds no credential but for models.
	Talks bool `json:"talks"`
	// Opened, set by the join, are the gates for those who start it that let
	// everybody in.
	Opened []Step `json:"opened"`
	// Unasked, set by the join, are the tools that write and are called without
	// approval, one by one: not where approval is switched off as a whole.
	Unasked []*Ref `json:"unasked"`
	// Delegates, set by the join, are the agents that it can have act for it, and
	// Wider the places where one of them may do what it may not itself; the note
	// says what.
	Delegates []*Ref `json:"delegates"`
	Wider     []Step `json:"wider"`

	ref *Ref // the latest one that was made
}

// AgentScore is the sum of evidence from which a candidate is an agent;
// PossibleScore the one from which it may be.
const (
	AgentScore    = 70
	PossibleScore = 40
)

// Evidence is one reason to think that something is an agent (positive weight)
// or is not (negative).
type Evidence struct {
	Weight int    `json:"weight"`
	Reason string `json:"reason"`
	At     Span   `json:"at"`
}

// Tool is what an agent can call: an MCP server, a function, a sub-agent.
type Tool struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	// Kind is mcp-stdio, mcp-http, function, shell, agent, …
	Kind string `json:"kind"`
	// Agent is the key of the agent that can call it.
	Agent string `json:"agent"`
	// Runner starts the package (npx, uvx, docker, …); Package is what it
	// fetches, without its version, and Version what follows it.
	Runner  string `json:"runner"`
	Package string `json:"package"`
	Version string `json:"version"`
	// Pinned says whether the package or image is fixed; absent when nothing is
	// fetched or it cannot be told.
	Pinned *bool `json:"pinned,omitempty"`
	// URL is the remote address without userinfo and query.
	URL string `json:"url"`
	// Writes and Approved are absent when nothing says so. ApprovedSource is the
	// documentation of the default, where Approved rests on one.
	Writes         *bool             `json:"writes,omitempty"`
	Approved       *bool             `json:"approved,omitempty"`
	ApprovedSource string            `json:"approved_source,omitempty"`
	Attributes     map[string]string `json:"attributes"`
	At             Span              `json:"at"`

	// Credentials, set by the join, are those that the tool holds.
	Credentials []*Ref `json:"credentials"`
	// Agents, set by the join, can call it.
	Agents []*Ref `json:"agents"`
}

// Keeper is the attribute, with the value "true", of a tool that runs on its own
// and keeps its credentials: whoever calls it uses them and never holds them.
const Keeper = "keeps_credentials"

// RunsCode is the attribute of an agent that is deployed: the folder of the
// program that it runs, or the one file that it starts. Image is the path of the image that it is built into,
// without host and tag. CodeParts is that of the folders, a space between them, of the
// packages that the program is made of besides its own.
const (
	RunsCode  = "runs_code"
	CodeParts = "runs_code_parts"
	Image     = "image"
)

// Identity is a principal: an account, a role, a client, a database user.
type Identity struct {
	// Key is the same whichever file mentions the identity.
	Key string `json:"key"`
	// Aliases are other keys of the same principal (its ARN beside its address).
	Aliases []string `json:"aliases"`
	Name    string   `json:"name"`
	// Kind is service-account, role, client, user, vault-role, …
	Kind     string `json:"kind"`
	Platform string `json:"platform"`
	// Namespace narrows the name, where the platform has such a thing.
	Namespace string `json:"namespace"`
	// Defined says whether the tree defines it (not only mentions it).
	Defined bool `json:"defined"`
	// Default says that the platform gives this identity to whoever names none;
	// DefaultSource is the documentation that says so.
	Default       bool              `json:"default"`
	DefaultSource string            `json:"default_source"`
	Environment   string            `json:"environment"`
	Attributes    map[string]string `json:"attributes"`
	At            Span              `json:"at"`
	// Related are places that belong to it: the call of the module that makes it.
	Related []Step `json:"-"`

	// Agents and Workloads, set by the join, run as it.
	Agents    []*Ref `json:"agents"`
	Workloads []*Ref `json:"workloads"`
	// SharedBy, set by the join, is the number of distinct agents that run as
	// it, copies of one agent counted once.
	SharedBy int `json:"shared_by"`
	// Bound says that a grant of the tree reaches it.
	Bound bool `json:"bound"`
	// Admits, set by the join, are agents of pipelines that its trust lets in
	// although they do not take it; Trust is where it says so.
	Admits []*Ref `json:"admits"`
	Trust  []Step `json:"trust"`
	// Path, set by the join, leads to every holder.
	Path []Step `json:"path"`
	// Orphaned, set by the join where the platform is declared owned, is unused (it
	// has rights, and nothing runs as it) or missing (it has rights, and nothing
	// makes it).
	Orphaned string `json:"orphaned"`
	// Across, set by the join, are the environments that share it, production
	// among them: for each a holder, the note says which and what says so.
	Across []Step `json:"across"`
	// Environments are their names, "dev" and "prod".
	Environments []string `json:"environments"`
	// Gives, set by the join, are its grants that count: those that write or are
	// wide, and those that it is given by what it can become. The widest is first.
	Gives []*Ref `json:"gives"`
}

// Elsewhere is the attribute, with the value "true", of an account that its file
// mentions by name and that others deploy: Terraform that binds an account of a
// cluster. ProjectAccounts is the attribute of a service account of Google's with
// the key of those of its project, Subjects that of a job's token with the
// subjects that its issuer may give it, a space between them.
// OneStore is that of a credential, with the value "true", whose key says in which
// store it is, so that it is the same for whoever names it.
//
// Used is that of an account, with the value "true", which something names that is
// no workload and gives it no rights; Unused that of an identity which nothing of
// the configuration that makes it names but what gives it rights.
const (
	Used            = "used"
	Unused          = "unused"
	OneStore        = "one_store"
	Elsewhere       = "elsewhere"
	ProjectAccounts = "project_accounts"
	Subjects        = "oidc_subjects"
)

// Origin is where a credential's value comes from.
type Origin string

// The origins.
const (
	FromLiteral Origin = "literal" // written in the file
	FromEnv     Origin = "env"     // read from the environment
	FromFile    Origin = "file"    // read from a file
	FromStore   Origin = "store"   // read from a secret store
	FromIssuer  Origin = "issued"  // made by the platform, or by the resource itself
	FromUnknown Origin = "unknown"
)

// Credential is what proves an identity.
type Credential struct {
	Key     string   `json:"key"`
	Aliases []string `json:"aliases"`
	// Kind is the format or type: openai-api-key, aws-access-key,
	// kubernetes-service-account-token, vault-token, password, …
	Kind string `json:"kind"`
	// Title is how a person calls the kind.
	Title string `json:"title"`
	// Vendor is who accepts it.
	Vendor string `json:"vendor"`
	// Name is the variable, field or resource that holds it.
	Name   string `json:"name"`
	Origin Origin `json:"origin"`
	// Store is where it is kept: env, argument, header, url, file, manifest,
	// state, image, code, prompt, …
	Store  string `json:"store"`
	Secret Secret `json:"secret"`
	// Static credentials stay the same until somebody replaces them.
	Static bool `json:"static"`
	// Administrative credentials manage others.
	Administrative bool     `json:"administrative"`
	Lifetime       Lifetime `json:"lifetime"`
	// Rotated and Revoked are absent when nothing says so.
	Rotated *bool `json:"rotated,omitempty"`
	Revoked *bool `json:"revoked,omitempty"`
	// Alternative is the short-lived way that this platform and this vendor
	// offer instead, in one clause; empty when there is none.
	Alternative string `json:"alternative"`
	// Shadows is the keyless way that the same workload has and that this
	// credential overrides; ShadowSource is the documentation of that order.
	Shadows      string `json:"shadows"`
	ShadowSource string `json:"shadow_source"`
	// Subject is the key of the identity that it proves, when known.
	Subject     string            `json:"subject"`
	Environment string            `json:"environment"`
	Confidence  int               `json:"confidence"` // 0 to 100: that it is a credential
	Attributes  map[string]string `json:"attributes"`
	At          Span              `json:"at"`
	// Related are places that belong to it.
	Related []Step `json:"-"`

	// Agents, Workloads and Tools, set by the join, hold it.
	Agents    []*Ref `json:"agents"`
	Workloads []*Ref `json:"workloads"`
	Tools     []*Ref `json:"tools"`
	// SharedBy, set by the join, is the number of distinct agents that hold it,
	// copies of one agent counted once. The MCP clients and coding agents of one
	// person are none.
	SharedBy int `json:"shared_by"`
	// Agent, set by the join, is the name of the first of Agents.
	Agent string `json:"agent"`
	// Same, set by the join, is the ordinal of the class of equal secrets in
	// this report; 0 where no other credential is equal.
	Same int `json:"same"`
	// Path, set by the join, leads to every holder.
	Path []Step `json:"path"`
	// Across and Environments, set by the join, are as those of an identity.
	Across       []Step   `json:"across"`
	Environments []string `json:"environments"`
}

// Basis is how a lifetime is known.
type Basis string

// The bases.
const (
	Written   Basis = "written"   // a field says it
	Defaulted Basis = "defaulted" // a field is absent and the default is documented
	Decoded   Basis = "decoded"   // the credential itself says it
	Natural   Basis = "natural"   // this kind of credential lives so by nature
)

// Lifetime is how long a credential lives. Its zero value is unknown.
type Lifetime struct {
	// Known says whether anything is known; Never that it does not expire.
	Known bool `json:"known"`
	Never bool `json:"never"`
	// Seconds from issue to expiry, when known and not never.
	Seconds int64 `json:"seconds"`
	Basis   Basis `json:"basis"`
	// Field is the setting that says it, or should have.
	Field string `json:"field"`
	// Source is the documentation of a default or of a kind's nature.
	Source string `json:"source"`
	// Renewable lives have no end while somebody renews them (Vault's periodic
	// tokens).
	Renewable bool `json:"renewable"`
	// Expires is the date that the credential itself or a field names, RFC 3339.
	Expires string `json:"expires"`

	// Expired and Band are set by the join, with the clock and the maximum lives.
	Expired bool `json:"expired"`
	// Band is good, quiet, long or standing; empty when unknown.
	Band string `json:"band"`
	// Text says it for a person: "90 days", "no expiry".
	Text string `json:"text"`
}

// Grant is what an identity may do.
type Grant struct {
	Key string `json:"key"`
	// Identity is the key of the grantee.
	Identity string `json:"identity"`
	// System is kubernetes, aws, google, azure, vault, …
	System string `json:"system"`
	// Name is the role or policy, when it has one.
	Name       string   `json:"name"`
	Actions    []string `json:"actions"`
	Resources  []string `json:"resources"`
	Conditions []string `json:"conditions"`
	// Scope is how far it reaches: resource, namespace, cluster, project,
	// account, organization.
	Scope string `json:"scope"`
	// Breadth is narrow, broad, wildcard or admin; unknown is empty.
	Breadth string `json:"breadth"`
	// Hazards are known dangerous abilities: escalation, impersonation,
	// reads-all-secrets, open-trust, …
	Hazards []string `json:"hazards"`
	// Why says in one clause what makes it broad or dangerous.
	Why string `json:"why"`
	// Writes says whether it changes anything.
	Writes bool `json:"writes"`
	// Justified says that the service demands this breadth.
	Justified  bool              `json:"justified"`
	Confidence int               `json:"confidence"`
	Attributes map[string]string `json:"attributes"`
	At         Span              `json:"at"`
	// Related leads from the grantee to the grant (binding, role reference).
	Related []Step `json:"-"`

	// Grantee, set by the join, is the name of the identity; empty when no file
	// tells.
	Grantee string `json:"grantee"`
	// Agents, set by the join, reach it.
	Agents []*Ref `json:"agents"`
	// ReadOnly, set by the join: every agent that reaches it only reads.
	ReadOnly bool   `json:"read_only"`
	Path     []Step `json:"path"`
}

// Control is a gate around agents: approval, audit, policy, expiry.
type Control struct {
	Key string `json:"key"`
	// Kind is approval, consent, sandbox, policy, audit, authentication,
	// delegation, secret-scope, exposure, encryption, …
	Kind string `json:"kind"`
	// Name is the setting as a person would name it.
	Name string `json:"name"`
	// State is present, absent or off.
	State string `json:"state"`
	// Subject is the key of what it guards.
	Subject    string            `json:"subject"`
	Source     string            `json:"source"`
	Attributes map[string]string `json:"attributes"`
	At         Span              `json:"at"`
	// Related are places that belong to it.
	Related []Step `json:"-"`
	Agents  []*Ref `json:"agents"`
	// Exposes, set by the join: strangers start an agent behind it, and it holds
	// rights. That is said of the agent.
	Exposes bool `json:"exposes"`
	// Lends, set by the join, is what a door that asks nobody gives to whoever calls:
	// the credentials and grants of its own that the agent or tool behind it acts with.
	Lends []*Ref `json:"lends"`
}

// EdgeKind is a relation.
type EdgeKind string

// The relations.
const (
	RunsAs      EdgeKind = "runs-as"      // agent → identity
	Holds       EdgeKind = "holds"        // agent, tool → credential
	Reaches     EdgeKind = "grants"       // identity → identity that it is, for another system
	Assumes     EdgeKind = "assumes"      // identity → identity that its rights let it ask to become
	Calls       EdgeKind = "calls"        // agent → tool
	DelegatesTo EdgeKind = "delegates-to" // agent → agent
	Trusts      EdgeKind = "trusts"       // identity → issuer or identity that may become it
	Reads       EdgeKind = "reads"        // credential → credential it is made from
)

// Edge relates two facts by key.
type Edge struct {
	Kind EdgeKind `json:"kind"`
	From string   `json:"from"`
	To   string   `json:"to"`
	// Confidence is 0 to 100; below Guess the relation rests on a guess.
	Confidence int    `json:"confidence"`
	Note       string `json:"note"`
	At         Span   `json:"at"`
	// Via is where what At sets takes effect, when that is in another file: the
	// annotation in a template, of which At is the value. The engine fills it in.
	Via Span `json:"-"`
}

// Certain and Guess are confidences: what is written, and the level under which
// a relation is guessed and can never carry an error alone.
const (
	Certain = 100
	Guess   = 60
)

// Ref is a fact seen from another one. It is in several lists, so nobody changes it.
type Ref struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Kind string `json:"kind"`
	// Vendor of a credential; empty for everything else.
	Vendor      string `json:"vendor"`
	Environment string `json:"environment"`
	Confidence  int    `json:"confidence"`
	At          Span   `json:"at"`

	agent *Agent
}

// Ref is the agent seen from another fact, when nothing of it changes any more.
func (a *Agent) Ref(confidence int) *Ref {
	if a.ref == nil || a.ref.Confidence != confidence {
		a.ref = &Ref{Key: a.Key, Name: a.Name, Kind: a.Kind, Environment: a.Environment, Confidence: confidence, At: a.At, agent: a}
	}
	return a.ref
}

// Agent is the agent or workload that a reference was made of, nil for that to
// another fact.
func (r *Ref) Agent() *Agent { return r.agent }

// Facts is what one analyzer saw in one unit.
type Facts struct {
	Agents      []*Agent
	Tools       []*Tool
	Identities  []*Identity
	Credentials []*Credential
	Grants      []*Grant
	Controls    []*Control
	Edges       []*Edge
	Notices     []Notice
	// Derived files are what a format renders (a chart, an overlay); the engine
	// classifies them again. Rendered are the paths of the files that they stand
	// for, which are not read as they are any more.
	Derived  []*File
	Rendered []string
}

// Empty says whether there is nothing to judge.
func (f *Facts) Empty() bool {
	return f == nil || len(f.Agents)+len(f.Tools)+len(f.Identities)+len(f.Credentials)+len(f.Grants)+len(f.Controls) == 0
}

// Add appends another unit's facts.
func (f *Facts) Add(o *Facts) {
	if o == nil {
		return
	}
	f.Agents = append(f.Agents, o.Agents...)
	f.Tools = append(f.Tools, o.Tools...)
	f.Identities = append(f.Identities, o.Identities...)
	f.Credentials = append(f.Credentials, o.Credentials...)
	f.Grants = append(f.Grants, o.Grants...)
	f.Controls = append(f.Controls, o.Controls...)
	f.Edges = append(f.Edges, o.Edges...)
	f.Notices = append(f.Notices, o.Notices...)
	f.Derived = append(f.Derived, o.Derived...)
	f.Rendered = append(f.Rendered, o.Rendered...)
}

// Inventory is everything that was seen, joined: the input of every rule.
type Inventory struct {
	// Version is that of this vocabulary.
	Version int `json:"version"`
	// Now is the date against which expiry was judged, RFC 3339.
	Now string `json:"now"`
	// Agents score at least AgentScore; Workloads are the other candidates.
	Agents      []*Agent      `json:"agents"`
	Workloads   []*Agent      `json:"workloads"`
	Tools       []*Tool       `json:"tools"`
	Identities  []*Identity   `json:"identities"`
	Credentials []*Credential `json:"credentials"`
	Grants      []*Grant      `json:"grants"`
	Controls    []*Control    `json:"controls"`
	// Parameters of rules, by rule and name, as .nhivet.yaml sets them.
	Parameters map[string]map[string]string `json:"parameters"`

	// Edges stay in Go: a rule looks relations up in the facts above.
	Edges []*Edge `json:"-"`
}

// InventoryVersion is the version of the exported vocabulary. It changes when a
// field goes or changes its meaning, not when one is added.
const InventoryVersion = 1

// Notice is something that a reader should know about the scan itself: a file
// that was not read whole, an ignore that matched nothing.
type Notice struct {
	// Path is the file; Line is 0 when there is none.
	Path string `json:"path"`
	Line int    `json:"line,omitempty"`
	// Reason says what was expected and what was found, never quoting a secret.
	Reason string `json:"reason"`
	// Incomplete notices mean that something in the file was not read;
	// Relevant that the file names an agent, an identity or a credential, so that
	// what was lost may matter (set by the engine).
	Incomplete bool `json:"incomplete"`
	Relevant   bool `json:"relevant,omitempty"`
}

// Bool makes the pointer that a three-state field wants.
func Bool(b bool) *bool { return &b }
