package sarif

import (
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// taxonomy is a published classification that rules refer to.
type taxonomy struct {
	// name is the component's name in SARIF, version the edition's.
	name, version, organization string
	// uri is the page about the classification as a whole.
	uri         string
	title, note string
	// kind is the relation of a taxon to a rule that names it. CWE and the NHI
	// Top 10 cover all that a rule reports; the others are about something
	// wider or beside it, so the standard wants them on each result as well.
	kind string
	// label precedes the identifier in text for people.
	label string
	// page makes the address of a taxon's own page; nil when there is only uri.
	page func(taxon) string
	// complete says that taxa below are all that the classification has.
	complete bool
	taxa     []taxon
}

// taxon is one class. slug is the part of its address that its id does not give.
type taxon struct{ id, title, slug string }

const (
	superset = "superset"
	relevant = "relevant"
)

// taxonomies are in the order of a run's components.
var taxonomies = []*taxonomy{nhiTop10, asiTop10, cwe, maestro, rmf}

var nhiTop10 = &taxonomy{
	name: "OWASP-NHI-Top-10", version: "2025", organization: "OWASP", complete: true, kind: superset, label: "OWASP ",
	uri:   "https://owasp.org/www-project-non-human-identities-top-10/2025/",
	title: "OWASP Non-Human Identities Top 10 (2025)",
	note:  "The ten risks of machine identities that OWASP ranks highest.",
	page: func(t taxon) string {
		return "https://owasp.org/www-project-non-human-identities-top-10/2025/" + t.slug + "/"
	},
	// Titles as the project's table and navigation spell them.
	taxa: []taxon{
		{"NHI1:2025", "Improper Offboarding", "1-improper-offboarding"},
		{"NHI2:2025", "Secret Leakage", "2-secret-leakage"},
		{"NHI3:2025", "Vulnerable Third-Party NHI", "3-vulnerable-third-party-nhi"},
		{"NHI4:2025", "Insecure Authentication", "4-insecure-authentication"},
		{"NHI5:2025", "Overprivileged NHI", "5-overprivileged-nhi"},
		{"NHI6:2025", "Insecure Cloud Deployment Configurations", "6-insecure-cloud-deployment-configurations"},
		{"NHI7:2025", "Long-Lived Secrets", "7-long-lived-secrets"},
		{"NHI8:2025", "Environment Isolation", "8-environment-isolation"},
		{"NHI9:2025", "NHI Reuse", "9-nhi-reuse"},
		{"NHI10:2025", "Human Use of NHI", "10-human-use-of-nhi"},
	},
}

var asiTop10 = &taxonomy{
	name: "OWASP-Agentic-Top-10", version: "2026", organization: "OWASP", complete: true, kind: relevant, label: "OWASP ",
	uri:   "https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/",
	title: "OWASP Top 10 for Agentic Applications 2026",
	note:  "The ten risks of agentic applications that OWASP ranks highest.",
	// Titles in the form of the entries' headings; the document's own lists
	// write "&" for "and" in two of them.
	taxa: []taxon{
		{id: "ASI01", title: "Agent Goal Hijack"},
		{id: "ASI02", title: "Tool Misuse and Exploitation"},
		{id: "ASI03", title: "Identity and Privilege Abuse"},
		{id: "ASI04", title: "Agentic Supply Chain Vulnerabilities"},
		{id: "ASI05", title: "Unexpected Code Execution (RCE)"},
		{id: "ASI06", title: "Memory & Context Poisoning"},
		{id: "ASI07", title: "Insecure Inter-Agent Communication"},
		{id: "ASI08", title: "Cascading Failures"},
		{id: "ASI09", title: "Human-Agent Trust Exploitation"},
		{id: "ASI10", title: "Rogue Agents"},
	},
}

// crosswalk is OWASP's own mapping of the NHI Top 10 to the Agentic Top 10
// (appendix C of the latter). It differs from the rules' mapping, which follows
// the text of ASI03, so a rule carries both and says which is which.
var crosswalk = map[string][]string{
	"NHI1:2025":  {"ASI04"},
	"NHI2:2025":  {"ASI02", "ASI06"},
	"NHI3:2025":  {"ASI04", "ASI03"},
	"NHI4:2025":  {"ASI03", "ASI07"},
	"NHI5:2025":  {"ASI02", "ASI03"},
	"NHI6:2025":  {"ASI04", "ASI05"},
	"NHI7:2025":  {"ASI06", "ASI08"},
	"NHI8:2025":  {"ASI08", "ASI07"},
	"NHI9:2025":  {"ASI08", "ASI04"},
	"NHI10:2025": {"ASI09", "ASI01"},
}

// crosswalkSource labels the property.
const crosswalkSource = "OWASP Top 10 for Agentic Applications 2026, appendix C"

var maestro = &taxonomy{
	name: "CSA-MAESTRO", version: "2025", organization: "Cloud Security Alliance", complete: true, kind: relevant, label: "MAESTRO ",
	uri:   "https://cloudsecurityalliance.org/blog/2025/02/06/agentic-ai-threat-modeling-framework-maestro",
	title: "MAESTRO agentic AI threat modeling framework",
	note:  "The seven layers of an agentic system by which MAESTRO sorts threats.",
	taxa: []taxon{
		{id: "L1", title: "Foundation Models"},
		{id: "L2", title: "Data Operations"},
		{id: "L3", title: "Agent Frameworks"},
		{id: "L4", title: "Deployment and Infrastructure"},
		{id: "L5", title: "Evaluation and Observability"},
		{id: "L6", title: "Security and Compliance"},
		{id: "L7", title: "Agent Ecosystem"},
	},
}

// A scanner gives evidence for these outcomes, never satisfies them. They have
// no titles; the texts are short forms of the outcomes.
var rmf = &taxonomy{
	name: "NIST-AI-RMF", version: "1.0", organization: "NIST", kind: relevant, label: "NIST AI RMF ",
	uri:   "https://www.nist.gov/itl/ai-risk-management-framework",
	title: "NIST AI Risk Management Framework 1.0 (NIST AI 100-1)",
	note:  "Outcomes of managing the risk of AI systems for which findings are evidence.",
	taxa: []taxon{
		{id: "GOVERN 1.2", title: "Trustworthy-AI properties are part of policy and practice"},
		{id: "GOVERN 1.4", title: "Risk process and results are set out in transparent policies and controls"},
		{id: "GOVERN 1.5", title: "Monitoring and periodic review are planned, roles defined"},
		{id: "GOVERN 1.6", title: "AI systems are inventoried according to risk priority"},
		{id: "GOVERN 1.7", title: "Safe decommissioning and phase-out"},
		{id: "GOVERN 2.1", title: "Roles and lines of responsibility are documented"},
		{id: "GOVERN 3.2", title: "Human and AI roles and oversight are differentiated"},
		{id: "GOVERN 6.1", title: "Third-party AI risks are addressed by policy"},
		{id: "GOVERN 6.2", title: "Contingency for third-party failures"},
		{id: "MAP 3.5", title: "Human-oversight processes are defined"},
		{id: "MAP 4.1", title: "Risks of components including third-party ones are mapped"},
		{id: "MAP 4.2", title: "Internal risk controls for components are identified"},
		{id: "MEASURE 2.4", title: "Production behaviour is monitored"},
		{id: "MEASURE 2.7", title: "Security and resilience are evaluated and documented"},
		{id: "MEASURE 2.8", title: "Transparency and accountability risks are examined"},
		{id: "MEASURE 2.10", title: "Privacy risk is examined"},
		{id: "MEASURE 3.1", title: "Existing and emerging risks are tracked over time"},
		{id: "MANAGE 1.2", title: "Treatment is prioritised by impact and likelihood"},
		{id: "MANAGE 1.3", title: "Responses to high risks are planned"},
		{id: "MANAGE 2.3", title: "Procedures to respond to previously unknown risk"},
		{id: "MANAGE 2.4", title: "Ability to disengage or deactivate a system"},
		{id: "MANAGE 3.1", title: "Third-party risks are monitored and controlled"},
		{id: "MANAGE 3.2", title: "Pre-trained models are monitored"},
		{id: "MANAGE 4.1", title: "Post-deployment monitoring including decommissioning and change management"},
		{id: "MANAGE 4.3", title: "Incidents are tracked and communicated"},
	},
}

// find returns the taxon with an id.
func (t *taxonomy) find(id string) (taxon, bool) {
	for _, x := range t.taxa {
		if x.id == id {
			return x, true
		}
	}
	return taxon{}, false
}

// link is the address of a taxon's page.
func (t *taxonomy) link(x taxon) string {
	if t.page == nil {
		return t.uri
	}
	return t.page(x)
}

// citation is a taxon that a rule names.
type citation struct {
	of *taxonomy
	taxon
}

// cite lists what a rule names, in the order of taxonomies and of the rule's
// header, each once. Identifiers that the standard does not have come back as
// unknown.
func cite(r *nhi.Rule) (known []citation, unknown []string) {
	for _, t := range taxonomies {
		seen := map[string]bool{}
		for _, id := range identifiers(t, r) {
			x, ok := t.find(id)
			switch {
			case !ok:
				unknown = append(unknown, t.label+id)
			case !seen[id]:
				seen[id] = true
				known = append(known, citation{t, x})
			}
		}
	}
	return known, unknown
}

// identifiers are a rule's identifiers of one taxonomy, in its full form.
func identifiers(t *taxonomy, r *nhi.Rule) []string {
	switch t {
	case nhiTop10:
		ids := make([]string, len(r.NHI))
		for i, id := range r.NHI {
			if !strings.Contains(id, ":") {
				id += ":2025"
			}
			ids[i] = id
		}
		return ids
	case asiTop10:
		return r.ASI
	case cwe:
		ids := make([]string, len(r.CWE))
		for i, n := range r.CWE {
			ids[i] = fmt.Sprintf("CWE-%d", n)
		}
		return ids
	case maestro:
		return r.MAESTRO
	case rmf:
		return r.RMF
	}
	return nil
}

// Check says which identifiers in the headers of rules are none of the
// standards'. Write leaves those out rather than cite something that does not
// exist; a test over the rules keeps them from getting there.
func Check(rules []*nhi.Rule) error {
	var wrong []string
	for _, r := range rules {
		if _, unknown := cite(r); len(unknown) > 0 {
			wrong = append(wrong, fmt.Sprintf("%s cites %s", r.Name, strings.Join(unknown, ", ")))
		}
	}
	if wrong != nil {
		return fmt.Errorf("unknown identifiers: %s", strings.Join(wrong, "; "))
	}
	return nil
}
