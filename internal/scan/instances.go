package scan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxNames is how many instances a message lists.
const maxNames = 4

// instances makes one finding of those of one rule at one place with one fault: a
// module that is called nine times, a policy that nine roles hold, a loop over
// nine services. One edit there ends them all. The loudest speaks, and the places
// of the others are related ones. Two lives of a credential are two faults.
func instances(findings []*nhi.Finding) []*nhi.Finding {
	type class struct {
		rule       *nhi.Rule
		at         nhi.Span
		fault      string
		suppressed bool
	}
	groups := map[class][]*nhi.Finding{}
	var order []class
	for _, f := range findings {
		if !f.At.Valid() || f.Fault == "" {
			continue
		}
		k := class{f.Rule, f.At, f.Fault, f.Suppressed != nil}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	gone := map[*nhi.Finding]bool{}
	for _, k := range order {
		group := groups[k]
		if len(group) < 2 {
			continue
		}
		one := group[0]
		for _, f := range group[1:] {
			if f.Level.Rank() > one.Level.Rank() || f.Level == one.Level && len(f.Agents) > len(one.Agents) {
				one = f
			}
		}
		one.Message = together(one, group)
		related, agents := map[nhi.Step]bool{}, map[string]bool{}
		for _, s := range one.Related {
			related[s] = true
		}
		for _, a := range one.Agents {
			agents[a.Key] = true
		}
		for _, f := range group {
			gone[f] = f != one
			for _, s := range f.Related {
				if !related[s] {
					related[s] = true
					one.Related = append(one.Related, s)
				}
			}
			for _, a := range f.Agents {
				if !agents[a.Key] {
					agents[a.Key] = true
					one.Agents = append(one.Agents, a)
				}
			}
		}
	}
	return slices.DeleteFunc(findings, func(f *nhi.Finding) bool { return gone[f] })
}

// unnamed is a message without the names that it quotes, and those.
func unnamed(message string) (string, []string) {
	parts := strings.Split(message, "'")
	if len(parts)%2 == 0 {
		return message, nil // a name with a quote in it
	}
	var names []string
	for i := 1; i < len(parts); i += 2 {
		names = append(names, parts[i])
		parts[i] = ""
	}
	return strings.Join(parts, "'"), names
}

// together is the message of one of a group, with the others' names behind the
// first one, and how many say something else.
func together(one *nhi.Finding, group []*nhi.Finding) string {
	says, own := unnamed(one.Message)
	var names []string
	seen := map[string]bool{}
	for _, n := range own {
		seen[n] = true
	}
	other := 0
	for _, f := range group {
		s, n := unnamed(f.Message)
		if reason(s) != reason(says) {
			other++
		}
		if len(n) > 0 && !seen[n[0]] {
			seen[n[0]] = true
			names = append(names, n[0])
		}
	}
	text := one.Message
	if len(names) > 0 && len(own) > 0 {
		end := strings.Index(text, "'"+own[0]+"'") + len(own[0]) + 2
		text = text[:end] + " (and " + listed(names) + ")" + text[end:]
	}
	if other > 0 {
		text = fmt.Sprintf("%s (and %d more such grants here).", strings.TrimSuffix(text, "."), other)
	}
	return text
}

// reason is what a message says behind its colon.
func reason(message string) string {
	_, after, ok := strings.Cut(message, ": ")
	if !ok {
		return ""
	}
	return after
}

// listed are names, the first few of them.
func listed(names []string) string {
	quoted := make([]string, 0, len(names))
	for _, n := range names {
		quoted = append(quoted, "'"+n+"'")
	}
	if more := len(quoted) - maxNames; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(quoted[:maxNames], ", "), more)
	}
	if n := len(quoted); n > 1 {
		return strings.Join(quoted[:n-1], ", ") + " and " + quoted[n-1]
	}
	return quoted[0]
}
