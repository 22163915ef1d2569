package sarif

import (
	"fmt"
	"net/url"
	"path"
)

// check refuses a document that GitHub would refuse as a whole: peers lost
// uploads to duplicate rules, duplicate taxa, results without a place, and
// indices that point nowhere.
func check(doc *log) error {
	for _, r := range doc.Runs {
		rules := map[string]bool{}
		for _, d := range r.Tool.Driver.Rules {
			if d.ID == "" || rules[d.ID] {
				return fmt.Errorf("rule %q is listed twice or has no name", d.ID)
			}
			rules[d.ID] = true
		}
		components := map[string]bool{}
		for _, c := range r.Taxonomies {
			if components[c.Name] {
				return fmt.Errorf("taxonomy %q is listed twice", c.Name)
			}
			components[c.Name] = true
			taxa := map[string]bool{}
			for _, t := range c.Taxa {
				if taxa[t.ID] {
					return fmt.Errorf("taxon %q of %s is listed twice", t.ID, c.Name)
				}
				taxa[t.ID] = true
			}
		}
	}
	return nil
}

// checkResult does the same for one result.
func checkResult(r *run, res *result) error {
	rules := r.Tool.Driver.Rules
	switch {
	case res.RuleID == nil || res.RuleIndex == nil || int(*res.RuleIndex) >= len(rules) || rules[*res.RuleIndex].ID != *res.RuleID:
		return fmt.Errorf("its rule is not the one at its index")
	case res.Message.Text == nil || *res.Message.Text == "":
		return fmt.Errorf("it has no message")
	case len(res.Locations) != 1 || res.Locations[0].PhysicalLocation == nil:
		return fmt.Errorf("it has %d places, not one", len(res.Locations))
	case res.PartialFingerprints[lineHashKey] == "" || res.PartialFingerprints[findingKey] == "":
		return fmt.Errorf("it lacks a fingerprint")
	}
	switch *res.Level {
	case "error", "warning", "note":
	default:
		return fmt.Errorf("level %q", *res.Level)
	}
	for _, l := range append(res.Locations[:1:1], res.RelatedLocations...) {
		uri := *l.PhysicalLocation.ArtifactLocation.URI
		if u, err := url.Parse(uri); err != nil || u.IsAbs() || u.Host != "" || u.Path == "" || path.IsAbs(u.Path) {
			return fmt.Errorf("URI %q is not relative", uri)
		}
		g := l.PhysicalLocation.Region
		if *g.StartLine < 1 || *g.StartColumn < 1 || *g.EndLine < *g.StartLine ||
			*g.EndLine == *g.StartLine && *g.EndColumn < *g.StartColumn {
			return fmt.Errorf("region of %s runs backwards", uri)
		}
	}
	return nil
}
