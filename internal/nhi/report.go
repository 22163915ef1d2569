package nhi

// Level is how loud a finding is.
type Level string

// The levels, loudest first. None is below every threshold.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
	None    Level = "none"
)

// Rank orders levels: Error is 3, None 0.
func (l Level) Rank() int {
	switch l {
	case Error:
		return 3
	case Warning:
		return 2
	case Note:
		return 1
	}
	return 0
}

// LevelOf is the level of a severity on the CVSS scale, with the bands of
// GitHub code scanning: from 7.0 an error, from 4.0 a warning, else a note.
func LevelOf(severity float64) Level {
	switch {
	case severity >= 7:
		return Error
	case severity >= 4:
		return Warning
	}
	return Note
}

// Rule is the header of a .rego file.
type Rule struct {
	// Name completes "allow …": missing-ttl.
	Name string `json:"name"`
	// Title names what is wrong; Description says why it matters for an agent;
	// Remediation is the fix. One sentence each.
	Title       string `json:"title"`
	Description string `json:"description"`
	Remediation string `json:"remediation"`
	// Severity is SARIF's security-severity, 0 to 10: the highest that a finding
	// of this rule can have.
	Severity float64 `json:"severity"`
	// Precision is very-high, high, medium or low.
	Precision string `json:"precision"`
	// View is the smallest view in which the verdict is sound: site, package or
	// repository.
	View string `json:"view"`
	// Closed rules rest on something existing nowhere.
	Closed bool `json:"closed"`
	// Kinds are the lists of the inventory that the rule looks at; without any
	// fact in them it is not compiled.
	Kinds []string `json:"kinds"`
	// NHI, ASI, CWE, MAESTRO and RMF are the standards' identifiers.
	NHI     []string `json:"nhi"`
	ASI     []string `json:"asi"`
	CWE     []int    `json:"cwe"`
	MAESTRO []string `json:"maestro"`
	RMF     []string `json:"rmf"`
	// Source is documentation that the rule rests on.
	Sources []string `json:"sources,omitempty"`
}

// Finding is a rule broken at a span.
type Finding struct {
	Rule *Rule
	// Message says what, in one sentence that names the thing and stands alone.
	Message string
	At      Span
	// Related are the other places, in the order of the path.
	Related []Step
	Level   Level
	// Lowered lists why the level is below the rule's own.
	Lowered []string
	// Subject is the key of the fact that was judged: the graph key of the
	// finding's fingerprint.
	Subject string
	// Agents reach the fact.
	Agents []*Ref
	// Same is the class of equal secrets of a literal that was judged; 0 for
	// everything else.
	Same int
	// Fault is what is wrong without the names of the things that it is wrong with:
	// findings of one rule, place and fault are ended by one edit.
	Fault string
	// Shared is "kind:name" of what is shared, for a finding that says so.
	Shared string
	// Suppressed is the reason given for ignoring it, nil when it counts.
	Suppressed *Suppression
	// Change compares the finding with an earlier scan; empty when there is none.
	Change Change
	// Fixes end it, the safest first, where a scan was asked for them.
	Fixes []Fix
}

// Change is what a finding is beside those of an earlier scan, in SARIF's words
// (baselineState).
type Change string

// The changes. What is unchanged does not count.
const (
	New       Change = "new"
	Updated   Change = "updated" // it was there, and has grown
	Unchanged Change = "unchanged"
)

// Counts says whether a finding counts: nobody ignored it, and it was not there
// before.
func (f *Finding) Counts() bool { return f.Suppressed == nil && f.Change != Unchanged }

// Suppression is why a finding does not count.
type Suppression struct {
	// Reason is what the person wrote.
	Reason string
	// At is where; invalid when the configuration did it.
	At Span
	// Until is the last day on which it holds, 2006-01-02; empty for ever.
	Until string
}

// Report is the ordered result of a scan.
type Report struct {
	// Findings are in order of path, offset and rule; suppressed ones included.
	Findings []*Finding
	Notices  []Notice
	// Rules are all that could have run, in order of name.
	Rules []*Rule
	// Files is how many were read; Skipped how many were passed over, by reason.
	Files   int
	Skipped map[string]int
	// Bytes were read. Partly says which part of the files findings are about, in
	// words: "3 staged, 4,567 bytes"; empty means all.
	Bytes  int64
	Partly string
	// Secrets are the places where credentials are written out: nothing that is
	// made of the files' text may depend on these bytes.
	Secrets []Span
	// Agents and Identities are how many were seen.
	Agents, Identities, Credentials int
	// Now is the date against which expiry was judged, 2006-01-02.
	Now string
	// Root is the folder that paths are relative to, as it was named.
	Root string
	// Prefix is Root as seen from the top of its repository, with forward
	// slashes; empty at the top.
	Prefix string
	// Version is the tool's.
	Version string
	// Go says how Go code was read.
	Go GoUsed
}

// GoUsed is how many packages of Go code were read with the types of what they
// import, how many with those of a part of it, and how many by their syntax alone.
type GoUsed struct {
	Types  int `json:"types"`
	Partly int `json:"partly"`
	Syntax int `json:"syntax"`
}

// Counts are the findings that count, by level.
func (r *Report) Counts() map[Level]int {
	n := map[Level]int{}
	for _, f := range r.Findings {
		if f.Counts() {
			n[f.Level]++
		}
	}
	return n
}
