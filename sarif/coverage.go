package sarif

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// uncovered says, for each class of a standard, what no rule looks at, and why.
// A class of which a rule looks at nothing has to be here.
var uncovered = map[string]string{
	"NHI1:2025":  "Whether a person has left or an account was used lately is known to the platform and not to files. What is seen is a grant, a trust or an account that nothing in the repository uses any more, and an agent without an owner.",
	"NHI2:2025":  "Secrets in chat, tickets, wikis and in what a program prints at run time. Histories are read when asked for (`--history`).",
	"NHI3:2025":  "Whether a third party was broken into, and what it does with what it is given. What is seen is that it gets a credential unpinned, unverified or shared.",
	"NHI4:2025":  "Home-made protocols in code, and what a server checks at run time. What is seen is static logins where federation exists, switched-off checks, and endpoints and trusts that are open.",
	"NHI5:2025":  "Which of its rights an identity uses: that is in the platform's logs. Breadth is judged by what is written, not by need.",
	"NHI6:2025":  "Settings that are made by hand in a console. Static keys of pipelines are [static-cloud-login](rules/static-cloud-login.md), under NHI4 and NHI7.",
	"NHI7:2025":  "Credentials whose life no file states and no default fixes: unknown is silent.",
	"NHI8:2025":  "Environments that only people can tell apart. They are told by names, folders, accounts and workspaces; where none says it, nothing is reported.",
	"NHI9:2025":  "Sharing beyond what is scanned together: two repositories that use one account are seen when both are scanned.",
	"NHI10:2025": "Who logs in with a machine's credential. What is seen is the other way round: a person's token in an agent's hands.",
	"ASI01":      "Instructions hidden in content, and whether a model follows them. What is seen is who may start or feed an agent that holds rights.",
	"ASI02":      "What a tool is called with at run time. What is seen is the breadth of what it may do and whether somebody is asked.",
	"ASI03":      "Sessions, memory and caches of credentials at run time.",
	"ASI04":      "Known vulnerabilities and malware in packages, models and servers: use a scanner of dependencies. What is seen is unpinned code that receives a credential.",
	"ASI05":      "Whether generated code is harmful, and escapes from sandboxes. What is seen is a sandbox or a question that is switched off.",
	"ASI06":      "Poisoned memory, retrieval and training data. What is seen is a credential in instructions, from where it gets into memory.",
	"ASI07":      "Integrity and replay of messages between agents. What is seen is cleartext, missing verification and missing authentication.",
	"ASI08":      "How faults spread, limits of rate and cost, circuit breakers. What is seen is identities and credentials that tie agents together.",
	"ASI09":      "How persuasive an agent is, and whether people read what they approve. What is seen is that nobody is asked.",
	"ASI10":      "Behaviour that departs from its purpose. What is seen is what such an agent would hold, and that it is not logged or nobody's.",
	"L1":         "Models themselves: training, weights, evasion, extraction. Nothing about them is in the files that are read but the provider's key, which is found at L4.",
	"L2":         "Data pipelines, vector stores and their content, but for credentials in instructions.",
	"L3":         "Flaws of the frameworks' own code.",
	"L4":         "Hosts, networks and clusters beyond identities and secrets: use a scanner of infrastructure beside it.",
	"L5":         "Quality of evaluation and of monitoring. What is seen is audit that is off and credentials in logs.",
	"L6":         "Laws and policies of an organisation.",
	"L7":         "Marketplaces, reputation, and agents of others that are met at run time.",
}

// noEvidence is why an outcome of the framework that is listed has no rule.
const noEvidence = "no finding is evidence about it by itself"

// Coverage is the page about the standards, in Markdown: the rules of each class, and
// what is not covered. A class of which neither is said is an error, and so is one
// that no standard has.
func Coverage(rules []*nhi.Rule) (string, error) {
	var wrong []error
	by := map[string][]*nhi.Rule{}
	for _, r := range rules {
		known, _ := cite(r)
		for _, c := range known {
			by[c.id] = append(by[c.id], r)
		}
	}
	var b strings.Builder
	b.WriteString(`<!-- Generated from sarif by go generate ./rules. -->

# Standards

Every rule names the classes of five standards that it belongs to. They are in SARIF as taxonomies, and in JSON and CSV as fields. Naming a class means that a rule finds some
of its causes where they are written in files; it never means that a system without findings satisfies the standard. The last column says what is left.

The mapping to the Agentic Top 10 follows the text of its entries. OWASP's own crosswalk from the NHI Top 10 (appendix C of the Agentic Top 10) differs, and is in SARIF beside ours as ` + "`owasp-crosswalk`" + `.
`)
	seen := map[string]bool{}
	for _, tax := range taxonomies {
		fmt.Fprintf(&b, "\n## %s\n\n%s [%s](%s)\n\n", tax.title, tax.note, tax.organization, tax.uri)
		switch tax {
		case cwe:
			b.WriteString("Weaknesses that a rule names. All others are about something else, or about code that this is no scanner of.\n\n| class | title | rules |\n|---|---|---|\n")
		case rmf:
			b.WriteString("Listed are the outcomes that the files which are read say anything about, in short forms of their words. The others are about people, processes, models and data. A finding is evidence against an outcome; none is evidence that it is met.\n\n| outcome | in short | rules |\n|---|---|---|\n")
		default:
			b.WriteString("| class | title | rules | not covered, and why |\n|---|---|---|---|\n")
		}
		for _, x := range tax.taxa {
			seen[x.id] = true
			names := links(by[x.id])
			switch left := uncovered[x.id]; {
			case tax == cwe && names == "":
			case tax == cwe:
				fmt.Fprintf(&b, "| [%s](%s) | %s | %s |\n", x.id, tax.link(x), x.title, names)
			case tax == rmf && names == "":
				fmt.Fprintf(&b, "| %s | %s | none: %s |\n", x.id, x.title, noEvidence)
			case tax == rmf:
				fmt.Fprintf(&b, "| %s | %s | %s |\n", x.id, x.title, names)
			case left == "":
				wrong = append(wrong, fmt.Errorf("%s: what is not covered, and why?", x.id))
			case names == "":
				fmt.Fprintf(&b, "| %s | %s | none | %s |\n", x.id, x.title, left)
			default:
				fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", x.id, x.title, names, left)
			}
		}
	}
	for id := range uncovered {
		if !seen[id] {
			wrong = append(wrong, fmt.Errorf("%s is no class", id))
		}
	}
	return b.String(), errors.Join(wrong...)
}

// links are rules as a cell of a table has them.
func links(list []*nhi.Rule) string {
	var out []string
	for _, r := range list {
		out = append(out, fmt.Sprintf("[%s](rules/%s.md)", r.Name, r.Name))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
