package sarif

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	gosarif "github.com/owenrumney/go-sarif/v2/sarif"
)

// maxTags is how many tags of a rule GitHub shows.
const maxTags = 10

func ruleName(r *nhi.Rule) string {
	if r == nil {
		return ""
	}
	return r.Name
}

// ruleSet is the rules of a run and the taxa that they name.
type ruleSet struct {
	rules []*nhi.Rule
	index map[string]uint
	// taxa are those that a result of a rule repeats, by the rule's index.
	taxa        [][]*taxonReference
	descriptors []*descriptor
	taxonomies  []*component
	supported   []*gosarif.ToolComponentReference
}

// newRuleSet gathers the report's rules and any other that a finding names, each
// once, in order of name: GitHub refuses a file in which an id occurs twice, and
// shows no severity for a result whose rule is not listed.
func newRuleSet(r *nhi.Report) *ruleSet {
	s := &ruleSet{index: map[string]uint{}}
	byName := map[string]bool{}
	add := func(rule *nhi.Rule) {
		if name := ruleName(rule); name != "" && !byName[name] {
			byName[name] = true
			s.rules = append(s.rules, rule)
		}
	}
	for _, rule := range r.Rules {
		add(rule)
	}
	for _, f := range r.Findings {
		add(f.Rule)
	}
	slices.SortFunc(s.rules, func(a, b *nhi.Rule) int { return strings.Compare(a.Name, b.Name) })

	cited := make([][]citation, len(s.rules))
	for i, rule := range s.rules {
		s.index[rule.Name] = uint(i)
		cited[i], _ = cite(rule)
	}
	refs := s.components(slices.Concat(cited...))
	for i, rule := range s.rules {
		d := describe(rule, cited[i])
		var taxa []*taxonReference
		for _, c := range cited[i] {
			ref := refs[c.id]
			d.Relationships = append(d.Relationships, &relationship{Target: ref, Kinds: []string{c.of.kind}})
			if c.of.kind != superset {
				short := &taxonReference{ID: *ref.Id, GUID: *ref.Guid}
				short.ToolComponent.GUID = *ref.ToolComponent.Guid
				taxa = append(taxa, short)
			}
		}
		s.descriptors = append(s.descriptors, d)
		s.taxa = append(s.taxa, taxa)
	}
	return s
}

// components makes the taxonomies of the cited taxa, and returns a reference to
// each taxon by its id. Ids are unique across taxonomies.
func (s *ruleSet) components(cited []citation) map[string]*gosarif.ReportingDescriptorReference {
	refs := map[string]*gosarif.ReportingDescriptorReference{}
	used := map[string]bool{}
	for _, c := range cited {
		used[c.id] = true
	}
	for _, t := range taxonomies {
		own := &gosarif.ToolComponentReference{
			Name: ptr(t.name), Index: ptr(uint(len(s.taxonomies))), Guid: ptr(guid("taxonomy", t.name)),
		}
		var taxa []*descriptor
		for _, x := range t.taxa {
			if !used[x.id] {
				continue
			}
			id := guid("taxonomy", t.name, x.id)
			refs[x.id] = &gosarif.ReportingDescriptorReference{
				Id: ptr(x.id), Index: ptr(uint(len(taxa))), Guid: ptr(id), ToolComponent: own,
			}
			d := &gosarif.ReportingDescriptor{
				ID: x.id, ShortDescription: multiformat(sentence(x.title)), HelpURI: ptr(t.link(x)),
			}
			if t != rmf { // outcomes have no titles to make names of
				d.Name = ptr(pascal(x.title))
			}
			taxa = append(taxa, &descriptor{ReportingDescriptor: d, GUID: id})
		}
		if taxa == nil {
			continue
		}
		s.supported = append(s.supported, own)
		s.taxonomies = append(s.taxonomies, &component{
			ToolComponent: &gosarif.ToolComponent{
				Name: t.name, Version: ptr(t.version), Organization: ptr(t.organization), GUID: own.Guid,
				FullName: ptr(t.title), ShortDescription: multiformat(t.note), InformationURI: ptr(t.uri),
				IsComprehensive: ptr(len(taxa) == len(t.taxa) && t.complete),
			},
			Taxa: taxa,
		})
	}
	return refs
}

// describe makes the descriptor of a rule: everything that GitHub shows of it.
func describe(r *nhi.Rule, cited []citation) *descriptor {
	level := nhi.LevelOf(r.Severity)
	props := gosarif.Properties{
		"tags":             tags(cited),
		"problem.severity": problemSeverity(level),
	}
	if r.Precision != "" {
		props["precision"] = r.Precision
	}
	if s := securitySeverity(r.Severity); s != "" {
		props["security-severity"] = s
	}
	if c := owaspCrosswalk(cited); c != nil {
		props["owasp-crosswalk"] = c
	}
	text, markdown := help(r, cited)
	return &descriptor{
		ReportingDescriptor: &gosarif.ReportingDescriptor{
			ID:                   r.Name,
			Name:                 ptr(cut(pascal(r.Name), 255)),
			ShortDescription:     multiformat(sentence(orElse(r.Title, r.Name))),
			FullDescription:      multiformat(sentence(orElse(r.Description, orElse(r.Title, r.Name)))),
			HelpURI:              ptr(informationURI + "/blob/main/docs/rules/" + r.Name + ".md"),
			Help:                 &gosarif.MultiformatMessageString{Text: &text, Markdown: &markdown},
			DefaultConfiguration: &gosarif.ReportingConfiguration{Level: string(level)},
			Properties:           props,
		},
		GUID: guid("rules", r.Name),
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// securitySeverity is the form that GitHub reads: a number as a string, above
// 0.0 up to 10.0. GitHub's text calls "over 9.0" critical and "7.0 to 8.9" high;
// 9.0, which CVSS calls critical, falls between them and becomes 9.1.
func securitySeverity(severity float64) string {
	s := strconv.FormatFloat(min(severity, 10), 'f', 1, 64)
	switch {
	case severity <= 0 || s == "0.0":
		return ""
	case s == "9.0":
		return "9.1"
	}
	return s
}

func problemSeverity(l nhi.Level) string {
	if l == nhi.Note {
		return "recommendation"
	}
	return string(l)
}

// tags are what GitHub filters by, in its form: lower case, external/cwe/cwe-NNN
// with at least three digits. The first maxTags count, so the ones that it
// recognises come first. MAESTRO and the AI RMF are in the taxonomies only.
func tags(cited []citation) []string {
	list := []string{"security", "nhi"}
	add := func(t *taxonomy, tag func(id string) string) {
		for _, c := range cited {
			if c.of == t {
				list = append(list, tag(c.id))
			}
		}
	}
	add(cwe, func(id string) string {
		n, _ := strconv.Atoi(strings.TrimPrefix(id, "CWE-"))
		return fmt.Sprintf("external/cwe/cwe-%03d", n)
	})
	add(nhiTop10, func(id string) string {
		id, _, _ = strings.Cut(id, ":")
		return "external/owasp-nhi/" + strings.ToLower(id)
	})
	add(asiTop10, func(id string) string { return "external/owasp-asi/" + strings.ToLower(id) })
	return list[:min(len(list), maxTags)]
}

// owaspCrosswalk is what OWASP itself derives from the rule's NHI risks, labelled
// with its source.
func owaspCrosswalk(cited []citation) map[string]any {
	asi := map[string]any{}
	for _, c := range cited {
		if c.of == nhiTop10 {
			asi[c.id] = crosswalk[c.id]
		}
	}
	if len(asi) == 0 {
		return nil
	}
	return map[string]any{"source": crosswalkSource, "asi": asi}
}

// help is the page of a rule: why, the fix, and what it rests on.
func help(r *nhi.Rule, cited []citation) (text, markdown string) {
	var t, m strings.Builder
	section := func(name, body string) {
		if body == "" {
			return
		}
		fmt.Fprintf(&t, "%s: %s\n\n", name, body)
		fmt.Fprintf(&m, "**%s.** %s\n\n", name, body)
	}
	section("What", sentence(r.Title))
	section("Why", sentence(r.Description))
	section("Fix", sentence(r.Remediation))
	if len(cited) > 0 {
		t.WriteString("Standards:\n")
		m.WriteString("**Standards**\n\n")
		for _, c := range cited {
			name := c.of.label + c.id + ", " + c.title
			fmt.Fprintf(&t, "- %s: %s\n", name, c.of.link(c.taxon))
			fmt.Fprintf(&m, "- [%s](%s)\n", name, c.of.link(c.taxon))
		}
		t.WriteString("\n")
		m.WriteString("\n")
	}
	if len(r.Sources) > 0 {
		t.WriteString("Sources:\n")
		m.WriteString("**Sources**\n\n")
		for _, s := range r.Sources {
			fmt.Fprintf(&t, "- %s\n", plain(s))
			fmt.Fprintf(&m, "- %s\n", plain(s))
		}
		t.WriteString("\n")
		m.WriteString("\n")
	}
	ignore := "To accept one case, write nhivet:ignore " + r.Name + " with a reason beside it."
	t.WriteString(ignore + "\n")
	m.WriteString("To accept one case, write `nhivet:ignore " + r.Name + " -- reason` beside it.\n")
	return t.String(), m.String()
}
