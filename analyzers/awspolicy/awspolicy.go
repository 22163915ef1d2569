// Package awspolicy reads AWS policy documents that are kept as JSON files and
// handed to a command, a template or a console: what they grant, and whom they
// trust. Who holds the policy is known elsewhere, if at all.
package awspolicy

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer reads AWS policy documents in JSON.
var Analyzer = &nhi.Analyzer{
	Name: "awspolicy",
	Doc:  "AWS policy documents in JSON files",
	Reads: []string{
		"statements of permission policies: actions, resources, conditions",
		"trust policies: who may assume the role",
		"resource policies that let everybody in",
	},
	Formats: []nhi.Format{
		{Name: "IAM policy", Files: "JSON with Version and Statement", Source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html", Fixture: "files"},
	},
	Leaves: "who holds the policy, service control policies, variables in ARNs",
	Wants: func(p string) bool {
		return strings.HasSuffix(p, ".json")
	},
	Claims: func(p string, text []byte) (string, bool) {
		return p, bytes.Contains(text, []byte(`"Statement"`)) && bytes.Contains(text, []byte(`"Effect"`)) &&
			(bytes.Contains(text, []byte(`"Action"`)) || bytes.Contains(text, []byte(`"NotAction"`)))
	},
	Run: run,
}

func run(_ context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		root, notices := tree.JSON(f)
		facts.Notices = append(facts.Notices, notices...)
		// A policy document is the whole file, or the one value of the file's key
		// ("PolicyDocument"); anything deeper is a template with a reader of its own.
		document := root
		if document.Get("Statement") == nil {
			document = root.Get("PolicyDocument")
		}
		name := strings.TrimSuffix(path.Base(f.Path), ".json")
		facts.Grants = append(facts.Grants, grants(f, name, document.Get("Statement").Each())...)
	}
	return facts, nil
}

// grants reads the statements of a document. One that gives away nothing, or only
// what another one gives, has no grant that says more.
func grants(f *nhi.File, name string, statements []*tree.Node) []*nhi.Grant {
	read := make([]iam.Statement, len(statements))
	var held []iam.Statement // the statements of an identity's policy
	for i, s := range statements {
		read[i] = statement(s)
		if len(read[i].Principals) == 0 {
			held = append(held, read[i])
		}
	}
	judged := iam.AWSPolicy(held)
	var out []*nhi.Grant
	for i, st := range read {
		var j iam.Judgement
		if len(st.Principals) == 0 {
			j, judged = judged[0], judged[1:]
		} else if slices.ContainsFunc(st.Actions, func(a string) bool { return strings.HasPrefix(a, "sts:AssumeRole") }) {
			j = iam.AWSTrust(st)
		} else {
			continue // a resource's own policy: what it guards is not said here
		}
		if st.Effect != "Allow" {
			continue
		}
		out = append(out, &nhi.Grant{
			Key: nhi.Key("aws-policy-file", f.Path, strconv.Itoa(i)), System: "aws", Name: name,
			Actions: iam.OrNot(st.Actions, st.NotActions), Resources: iam.OrNot(st.Resources, st.NotResources), Conditions: st.Conditions,
			Scope: st.Scope(), Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Justified: j.Justified,
			Confidence: nhi.Certain, At: place(statements[i]),
		})
	}
	return out
}

// statement reads one statement; an effect that is not written gives nothing.
func statement(s *tree.Node) iam.Statement {
	st := iam.Statement{
		Effect:  s.Get("Effect").Str(),
		Actions: s.Get("Action").Strings(), NotActions: s.Get("NotAction").Strings(),
		Resources: s.Get("Resource").Strings(), NotResources: s.Get("NotResource").Strings(),
		Conditions: conditions(s.Get("Condition")), Principals: principals(s.Get("Principal")),
	}
	if st.Effect != "Allow" {
		st.Effect = "Deny"
	}
	return st
}

// place is where a person edits the statement: its actions, which a finding
// names.
func place(s *tree.Node) nhi.Span {
	for _, key := range []string{"Action", "NotAction", "Effect"} {
		if field := s.Field(key); field != nil {
			return field.KeySpan
		}
	}
	return s.Span
}

// conditions spells a Condition as iam.Statement wants it.
func conditions(n *tree.Node) []string {
	var out []string
	if n == nil {
		return nil
	}
	for _, op := range n.Fields {
		if op.Value == nil {
			continue
		}
		for _, key := range op.Value.Fields {
			out = append(out, op.Key+" "+key.Key+"="+strings.Join(key.Value.Strings(), ","))
		}
	}
	return out
}

// principals spells a Principal as iam.Statement wants it.
func principals(n *tree.Node) []string {
	if n.Scalar() {
		return []string{n.Text}
	}
	var out []string
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		for _, id := range f.Value.Strings() {
			if f.Key == "*" {
				id, f.Key = "", "*"
			}
			out = append(out, strings.TrimSuffix(f.Key+":"+id, ":"))
		}
	}
	return out
}
