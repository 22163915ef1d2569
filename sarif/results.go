package sarif

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	gosarif "github.com/owenrumney/go-sarif/v2/sarif"
)

// Limits of GitHub code scanning.
const (
	// maxResults a run may have; GitHub refuses a file with more.
	maxResults = 25_000
	// maxRelated is how many locations of a result GitHub shows.
	maxRelated = 100
	// maxRelatedRun and fewRelated are ours: when a run has so many related
	// locations, further results keep only the first few, so that a tree made
	// for it cannot blow the file up.
	maxRelatedRun = 100_000
	fewRelated    = 3
	// maxLinks is ours: a message that links more is no longer read.
	maxLinks = 5
	// maxAgents is ours, for the same reason.
	maxAgents = 20
)

// entry is a finding to be written, and its fingerprint.
type entry struct {
	*nhi.Finding
	fingerprint string
	location    *gosarif.PhysicalLocation
}

// choose is the findings to be written, most severe first, and what has to be
// said about those that are not.
func choose(r *nhi.Report, o Options, p *places) (kept []entry, notes []*gosarif.Notification) {
	names := nhi.Fingerprints(r.Findings)
	lost := map[string]int{}
	for i, f := range r.Findings {
		if f.Level.Rank() == 0 || f.Suppressed != nil && !o.IncludeSuppressed {
			continue
		}
		if ruleName(f.Rule) == "" || plain(f.Message) == "" {
			lost[ruleName(f.Rule)]++
			continue
		}
		loc, ok := p.location(f.At)
		if !ok {
			lost[f.Rule.Name]++
			continue
		}
		kept = append(kept, entry{f, names[i], loc})
	}
	// One result without a place would make GitHub refuse the whole file.
	for _, name := range slices.Sorted(maps.Keys(lost)) {
		notes = append(notes, notification("error", fmt.Sprintf(
			"%d results of '%s' have no place in a file below the root and are left out.", lost[name], name)))
	}
	slices.SortStableFunc(kept, func(a, b entry) int {
		return cmp.Or(
			cmp.Compare(b.Level.Rank(), a.Level.Rank()),
			cmp.Compare(b.Rule.Severity, a.Rule.Severity),
			cmp.Compare(a.At.File.Path, b.At.File.Path),
			cmp.Compare(a.At.Start, b.At.Start),
			cmp.Compare(a.Rule.Name, b.Rule.Name),
		)
	})
	if n := len(kept); n > maxResults {
		kept = kept[:maxResults]
		notes = append(notes, notification("warning", fmt.Sprintf(
			"%d results were found; the %d most severe are listed, which is what code scanning accepts.", n, maxResults)))
	}
	return kept, append(notes, fixesLeft(kept)...)
}

// hashLines gives the line hash of each entry, reading every file once. Secrets are
// blanked before: a hash of a line would let who knows the rest of it try passwords.
func hashLines(entries []entry, secrets []nhi.Span) []string {
	type want struct{ line, entry int }
	byFile := map[*nhi.File][]want{}
	for i, e := range entries {
		byFile[e.At.File] = append(byFile[e.At.File], want{*e.location.Region.StartLine, i})
	}
	hashes := make([]string, len(entries))
	for f, wants := range byFile {
		slices.SortFunc(wants, func(a, b want) int { return a.line - b.line })
		lineHashes(blanked(f, secrets), func(line int, sum uint64, n int) {
			for len(wants) > 0 && wants[0].line == line {
				hashes[wants[0].entry] = lineHash(sum, n)
				wants = wants[1:]
			}
		})
	}
	return hashes
}

// blanked is a file's text without its secrets.
func blanked(f *nhi.File, secrets []nhi.Span) []byte {
	text := f.Bytes()
	own := false
	for _, s := range secrets {
		if s.File != f || !s.Valid() {
			continue
		}
		if !own {
			text, own = bytes.Clone(text), true
		}
		for i := s.Start; i < s.End; i++ {
			if text[i] != '\n' && text[i] != '\r' {
				text[i] = '*'
			}
		}
	}
	return text
}

// result makes a result of a finding.
func (e entry) result(s *ruleSet, p *places, lineHash string, suppressions bool) *result {
	index := s.index[e.Rule.Name]
	related, more := e.related(p)
	res := &gosarif.Result{
		RuleID:    &s.rules[index].Name,
		RuleIndex: ptr(index),
		Level:     ptr(string(e.Level)),
		Message:   *message(e.text(related, more)),
		Locations: []*gosarif.Location{{PhysicalLocation: e.location}},
		PartialFingerprints: map[string]any{
			lineHashKey: lineHash,
			findingKey:  e.fingerprint,
		},
		RelatedLocations: related,
	}
	if isPath(e.Related, related) {
		steps := []*gosarif.ThreadFlowLocation{{Location: &gosarif.Location{
			PhysicalLocation: e.location, Message: message(literal(sentence(e.Message))),
		}}}
		for _, l := range related {
			steps = append(steps, &gosarif.ThreadFlowLocation{Location: &gosarif.Location{
				PhysicalLocation: l.PhysicalLocation, Message: l.Message,
			}})
		}
		res.CodeFlows = []*gosarif.CodeFlow{{ThreadFlows: []*gosarif.ThreadFlow{{Locations: steps}}}}
	}
	res.Properties = e.properties()
	res.Fixes = e.fixes(p)
	if e.Change != "" {
		res.BaselineState = ptr(string(e.Change))
	}
	out := &result{Result: res, Taxa: s.taxa[index]}
	if suppressions {
		out.Suppressions = &[]*suppression{}
		if e.Suppressed != nil {
			*out.Suppressions = append(*out.Suppressions, e.suppression(p))
		}
	}
	return out
}

// text is the message. Its first sentence stands alone, as GitHub shows only
// that where space is short. The fix follows, because an annotation in a pull
// request shows the message and not the rule's help; then why the level is not
// the rule's, as GitHub shows the severity of the rule; then the related places,
// which GitHub shows only where the message links them.
func (e entry) text(related []*gosarif.Location, more int) string {
	parts := []string{literal(sentence(e.Message))}
	if fix := sentence(e.Rule.Remediation); fix != "" {
		parts = append(parts, "Fix: "+literal(fix))
	}
	if own := nhi.LevelOf(e.Rule.Severity); len(e.Lowered) > 0 && e.Level.Rank() < own.Rank() {
		parts = append(parts, literal(sentence(fmt.Sprintf("Lowered from %s to %s: %s", own, e.Level, strings.Join(e.Lowered, ", ")))))
	}
	if len(related) > 0 {
		var links []string
		for _, l := range related[:min(len(related), maxLinks)] {
			links = append(links, fmt.Sprintf("[%s](%d)", label(strings.TrimRight(*l.Message.Text, ".")), *l.Id))
		}
		see := "See " + strings.Join(links, "; ")
		if more += len(related) - len(links); more > 0 {
			see += fmt.Sprintf("; and %d more", more)
		}
		parts = append(parts, see+".")
	}
	return strings.Join(parts, " ")
}

// related are the related places, each once, numbered from 1, and how many more
// there are.
func (e entry) related(p *places) (list []*gosarif.Location, more int) {
	most := maxRelated
	if p.related > maxRelatedRun {
		most = fewRelated
	}
	seen := map[nhi.Step]bool{}
	for _, step := range e.Related {
		if seen[step] {
			continue
		}
		seen[step] = true
		if len(list) == most {
			more++
			continue
		}
		loc, ok := p.location(step.At)
		if !ok {
			continue
		}
		note := literal(plain(step.Note))
		if note == "" {
			note = literal(fmt.Sprintf("%s, line %d", plain(step.At.File.Path), *loc.Region.StartLine))
		}
		list = append(list, &gosarif.Location{
			Id: ptr(uint(len(list) + 1)), PhysicalLocation: loc, Message: message(note),
		})
	}
	p.related += len(list)
	return list, more
}

// isPath tells a path (what a value came through, who reaches what) from a list
// of peers (the other holders of an identity): peers all say the same.
func isPath(steps []nhi.Step, related []*gosarif.Location) bool {
	if len(related) < 2 {
		return false
	}
	for _, s := range steps[1:] {
		if s.Note != steps[0].Note {
			return true
		}
	}
	return false
}

func (e entry) properties() gosarif.Properties {
	props := gosarif.Properties{}
	if len(e.Lowered) > 0 {
		lowered := make([]string, len(e.Lowered))
		for i, s := range e.Lowered {
			lowered[i] = plain(s)
		}
		props["lowered"] = lowered
	}
	if len(e.Agents) > 0 {
		var agents []string
		for _, a := range e.Agents[:min(len(e.Agents), maxAgents)] {
			agents = append(agents, plain(a.Name))
		}
		props["agents"] = agents
	}
	if len(props) == 0 {
		return nil
	}
	return props
}

// suppression is what a person accepted, with the reason.
func (e entry) suppression(p *places) *suppression {
	reason := plain(e.Suppressed.Reason)
	if until := plain(e.Suppressed.Until); until != "" {
		reason = strings.TrimSpace(reason + " (until " + until + ")")
	}
	s := &suppression{Suppression: &gosarif.Suppression{
		Kind:          "external",
		Status:        ptr("accepted"),
		Guid:          ptr(guid("suppressions", e.fingerprint)),
		Justification: &reason,
	}}
	if loc, ok := p.location(e.Suppressed.At); ok {
		s.Kind = "inSource"
		s.Location = &gosarif.Location{PhysicalLocation: loc}
	}
	return s
}
