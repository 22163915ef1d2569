package actions

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// defaultBranch stands for the branch on which most events run, whose name is a
// setting of the repository.
const defaultBranch = "ref:refs/heads/?"

// subjects are what the issuer of OIDC tokens may call a job, behind the name of
// the repository; empty where it gets no token, or where it cannot be told.
// https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
func (r *reader) subjects(j *job) string {
	if !j.may("id-token") {
		return ""
	}
	if n := environment(j.node); n != nil {
		name, ok := r.eval(n, j.scope).one()
		if !ok || name == "" || strings.ContainsAny(name, " \t") {
			return ""
		}
		return "environment:" + name
	}
	var out []string
	add := func(s string) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, e := range j.events {
		switch {
		case e.gate == never:
		case e.event == "pull_request":
			add("pull_request")
		case e.event == "push":
			for _, s := range pushed(j.root.Get("on", "push")) {
				add(s)
			}
		case e.event == "workflow_dispatch":
			add("ref:*") // on whichever branch or tag its starter picks
		case e.event == "workflow_call", e.event == "release", e.event == "create":
			return "" // the caller's, or a tag's
		default:
			add(defaultBranch)
		}
	}
	return strings.Join(out, " ")
}

// pushed are the refs of a push, as patterns.
func pushed(settings *tree.Node) []string {
	var out []string
	for _, kind := range [...][2]string{{"branches", "heads"}, {"tags", "tags"}} {
		for _, name := range settings.Get(kind[0]).Strings() {
			// ** and * match what a trust's pattern calls *; other signs are not compared.
			if strings.ContainsAny(name, "!+?[] ") {
				name = "*"
			}
			out = append(out, "ref:refs/"+kind[1]+"/"+strings.ReplaceAll(name, "**", "*"))
		}
	}
	if len(out) == 0 {
		out = append(out, "ref:*")
	}
	return out
}
