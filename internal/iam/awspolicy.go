package iam

import (
	"fmt"
	"slices"
	"strings"
)

// awsWorst joins the judgements of a statement's actions and remembers the
// worst of them, which is the one that a person has to hear of.
type awsWorst struct {
	joined Judgement
	any    bool
	class  int
	// telling orders the actions of one class; the first of the highest counts.
	telling int
	action  string
	why     string
	// more are other actions of the class.
	more int
}

// The classes of an action, worst last.
const (
	awsHarmless = iota
	awsBroad
	awsWide
	awsSecrets
	awsImpersonates
	awsEscalates
	awsEverything
)

func awsClass(j Judgement) int {
	has := func(h string) bool { return slices.Contains(j.Hazards, h) }
	switch {
	case j.Breadth == Admin:
		return awsEverything
	case has(Escalation):
		return awsEscalates
	case has(Impersonation):
		return awsImpersonates
	case has(ReadsAllSecrets):
		return awsSecrets
	case j.Breadth == Wildcard:
		return awsWide
	case j.Breadth == Broad:
		return awsBroad
	}
	return awsHarmless
}

func (w *awsWorst) add(action string, j Judgement) {
	class, telling := awsClass(j), 0
	switch {
	case awsTelling[strings.ToLower(action)]:
		telling = 3
	case strings.ContainsAny(action, "*?"):
		telling = 2
	case j.Writes:
		telling = 1
	}
	switch {
	case !w.any || class > w.class:
		w.class, w.telling, w.action, w.why, w.more = class, telling, action, j.Why, 0
	case class == w.class:
		w.more++
		if telling > w.telling {
			w.telling, w.action, w.why = telling, action, j.Why
		}
	}
	if !w.any {
		w.joined, w.any = j, true
		return
	}
	if Rank(j.Breadth) > Rank(w.joined.Breadth) {
		w.joined.Breadth = j.Breadth
	}
	w.joined.Hazards = union(w.joined.Hazards, j.Hazards)
	w.joined.Writes = w.joined.Writes || j.Writes
	w.joined.Justified = w.joined.Justified && j.Justified
}

func (w *awsWorst) judgement() Judgement {
	j := w.joined
	j.Why = w.why
	if w.more > 0 && w.why != "" && w.class < awsEverything {
		// The others are counted where the one is named.
		if name := fmt.Sprintf("%q", w.action); strings.HasPrefix(w.why, name) {
			j.Why = fmt.Sprintf("%s (and %d more)%s", name, w.more, w.why[len(name):])
		}
	}
	return j
}

// maxCovered bounds the comparisons within a document: more actions than a policy
// of AWS's largest size (10,240 characters) can name.
const maxCovered = 1000

// wideAction is an action that is granted on every resource of a service.
type wideAction struct {
	statement int
	action    string
	rank      int
}

// AWSPolicy judges the statements of one document of an identity's policy. An
// action that another one of the document covers with a wildcard says nothing new;
// a statement without any other is narrow.
func AWSPolicy(statements []Statement) []Judgement {
	out := make([]Judgement, len(statements))
	size := 0
	for i, s := range statements {
		out[i] = AWS(s)
		size += len(s.Actions) + len(s.NotActions) + len(s.Resources)
	}
	if len(statements) < 2 || size > maxCovered {
		return out
	}
	statements, denied := withoutDenied(statements)
	for i, s := range statements {
		switch {
		case s.mayDeny():
			out[i] = Judgement{}
		case !s.Denies() && len(s.Actions)+len(s.NotActions) == 0: // all of it is denied
			out[i] = Judgement{Breadth: Narrow, Writes: out[i].Writes, Justified: true}
		default:
			out[i] = awsUnder(s, denied)
		}
	}
	out = awsPairs(statements, out)
	alone := make([][]Judgement, len(statements))
	var wide []wideAction
	for i, s := range statements {
		alone[i] = AWSActions(s)
		for n, j := range alone[i] {
			if rank := Rank(j.Breadth); rank >= Rank(Wildcard) {
				wide = append(wide, wideAction{i, s.Actions[n], rank})
			}
		}
	}
	for i, s := range statements {
		if Rank(out[i].Breadth) < Rank(Broad) || len(s.NotActions) > 0 {
			continue
		}
		reached := map[int]bool{} // by the statement that may cover this one
		for _, w := range wide {
			if _, ok := reached[w.statement]; !ok {
				reached[w.statement] = reachesAll(statements[w.statement], s)
			}
		}
		var left []string
		for n, a := range s.Actions {
			if !slices.ContainsFunc(wide, func(w wideAction) bool {
				return Rank(alone[i][n].Breadth) < w.rank && reached[w.statement] && allCovered([]string{w.action}, []string{a}, true)
			}) {
				left = append(left, a)
			}
		}
		switch {
		case len(left) == len(s.Actions):
		case len(left) == 0:
			out[i] = Judgement{Breadth: Narrow, Writes: out[i].Writes}
		default:
			writes := out[i].Writes
			s.Actions = left
			out[i] = awsUnder(s, denied)
			out[i].Writes = writes
		}
	}
	return out
}

// reachesAll says whether a gives its actions on every resource of b, without a
// condition.
func reachesAll(a, b Statement) bool {
	if a.Denies() || len(a.Conditions)+len(a.NotActions)+len(a.NotResources) > 0 {
		return false
	}
	resources := b.Resources
	if len(b.NotResources) > 0 || len(resources) == 0 {
		resources = []string{"*"}
	}
	return allCovered(a.Resources, resources, false)
}

// allCovered says whether each text is covered by one of the patterns. A text may
// be a pattern itself; "?" covers one character, so no "*".
func allCovered(patterns, texts []string, fold bool) bool {
	for _, t := range texts {
		if fold {
			t = strings.ToLower(t)
		}
		if !slices.ContainsFunc(patterns, func(p string) bool {
			if fold {
				p = strings.ToLower(p)
			}
			return (!strings.Contains(p, "?") || !strings.Contains(t, "*")) && match(strings.TrimSpace(p), strings.TrimSpace(t))
		}) {
			return false
		}
	}
	return true
}

// withoutDenied are the statements without the actions that others of the document
// deny on every resource, or may deny, and the patterns of those. A denial that has
// a condition takes away some requests, not the right.
func withoutDenied(statements []Statement) ([]Statement, []string) {
	var denied []string
	var only [][]string // nothing but these is left
	for _, s := range statements {
		if !s.Denies() && !s.mayDeny() || len(s.Conditions)+len(s.NotResources) > 0 || !slices.ContainsFunc(s.Resources, func(r string) bool { return r == "*" || anybody(r) }) {
			continue
		}
		for _, a := range s.Actions {
			if a = strings.ToLower(strings.TrimSpace(a)); anybody(a) {
				a = "*"
			}
			denied = append(denied, a)
		}
		if len(s.NotActions) > 0 {
			only = append(only, s.NotActions)
		}
	}
	if len(denied)+len(only) == 0 {
		return statements, nil
	}
	out := slices.Clone(statements)
	for i, s := range out {
		if s.Denies() {
			continue
		}
		var left []string
		for _, a := range s.Actions {
			if !allCovered(denied, []string{a}, true) {
				left = append(left, a)
			}
		}
		for _, list := range only {
			left = within(left, list)
		}
		out[i].Actions = left
	}
	return out, denied
}

// mayDeny says whether the effect of a statement is not known.
func (s Statement) mayDeny() bool { return strings.Contains(s.Effect, "${") }

// anybody says whether a text is one hole that may stand for everything: what a
// resource of the same configuration is called does not.
func anybody(text string) bool {
	for _, p := range []string{"${var.", "${local.", "${module.", "${each.", "${data.", "${try(", "${coalesce"} {
		if strings.HasPrefix(text, p) {
			return strings.IndexByte(text, '}') == len(text)-1
		}
	}
	return false
}

// within are the actions that both lists cover: those of the first that the second
// covers, and those of the second that one of the first covers.
func within(actions, list []string) []string {
	var out []string
	for _, a := range actions {
		if allCovered(list, []string{a}, true) {
			out = append(out, a)
			continue
		}
		for _, l := range list {
			if allCovered([]string{a}, []string{l}, true) {
				out = append(out, l)
			}
		}
	}
	return out
}

// awsPairs judges what two statements give together: every role to hand to a
// service, and the action that starts something there.
func awsPairs(statements []Statement, out []Judgement) []Judgement {
	for i, s := range statements {
		if s.Denies() || slices.Contains(out[i].Hazards, Escalation) || !slices.ContainsFunc(s.Resources, EveryResource) ||
			!slices.ContainsFunc(s.Actions, func(a string) bool { return covers(strings.ToLower(a), "iam:passrole") }) {
			continue
		}
		for _, service := range passedTo(s.Conditions) {
			if action := starts(statements, awsPassers[service]); action != "" {
				out[i] = out[i].Join(Judgement{Breadth: Broad, Writes: true, Hazards: []string{Escalation},
					Why: fmt.Sprintf("%q of every role to %s, with %q", "iam:PassRole", service, action)})
				break
			}
		}
	}
	return out
}

// passedTo are the services that a condition lets roles be handed to.
func passedTo(conditions []string) []string {
	for _, c := range conditions {
		op, rest, _ := strings.Cut(c, " ")
		key, values, _ := strings.Cut(rest, "=")
		if strings.EqualFold(strings.TrimSpace(key), "iam:passedtoservice") && !strings.Contains(op, "Not") {
			return strings.Split(strings.ToLower(values), ",")
		}
	}
	return nil
}

// starts is the first of some actions that a statement gives on every resource.
func starts(statements []Statement, actions []string) string {
	for _, s := range statements {
		if s.Denies() || !slices.ContainsFunc(s.Resources, EveryResource) {
			continue
		}
		for _, a := range s.Actions {
			if covers(strings.ToLower(a), actions...) {
				return a
			}
		}
	}
	return ""
}
