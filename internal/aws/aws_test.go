package aws

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// written makes a statement of words of a text, in which each has its place.
func written(text, effect string, actions, resources, principals []string) Statement {
	f := nhi.NewFile("a.json", []byte(text))
	parts := func(words []string) []Part {
		var out []Part
		for _, w := range words {
			i := strings.Index(text, w)
			out = append(out, Part{Text: w, At: f.At(i, i+len(w))})
		}
		return out
	}
	s := Statement{At: f.At(0, 1), Acts: parts(actions), Res: parts(resources), Who: parts(principals)}
	s.Statement = iam.Statement{Effect: effect, Actions: actions, Resources: resources, Principals: principals}
	return s
}

func TestGrants(t *testing.T) {
	wide := written("{ s3:GetObject s3:* * }", "Allow", []string{"s3:GetObject", "s3:*"}, []string{" * "}, nil)
	wide.Resources, wide.Res[0].Text = []string{"*"}, "*"
	named := written("{ secretsmanager:GetSecretValue arn:aws:ec2:*:*:* arn:aws:secretsmanager:*:*:* }", "Allow",
		[]string{"secretsmanager:GetSecretValue"}, []string{"arn:aws:ec2:*:*:*", "arn:aws:secretsmanager:*:*:*"}, nil)
	for _, c := range []struct {
		what        string
		s           Statement
		limit       *iam.Judgement
		at, breadth string
	}{
		{"the pattern", wide, nil, "s3:*", iam.Wildcard},
		{"the resource that the action is about", named, nil, "arn:aws:secretsmanager:*:*:*", iam.Broad},
		{"within a boundary", wide, &iam.Judgement{Breadth: iam.Narrow}, "s3:*", iam.Narrow},
		{"within one that is not known", wide, &iam.Judgement{}, "s3:*", iam.Unknown},
	} {
		grants := Grants([]Holder{{Key: "k", Limit: c.limit}}, "p", []Statement{c.s})
		if len(grants) != 1 || grants[0].At.Text() != c.at || grants[0].Breadth != c.breadth {
			t.Errorf("%s: %d grants, %q, %q", c.what, len(grants), grants[0].At.Text(), grants[0].Breadth)
		}
	}
	for _, effect := range []string{"", "Deny", "${Effect}"} {
		s := wide
		s.Effect = effect
		if g := Grants([]Holder{{Key: "k"}}, "p", []Statement{s}); len(g) > 0 {
			t.Errorf("effect %q grants", effect)
		}
		if g := Open("k", "n", 0, s, nil); g != nil {
			t.Errorf("effect %q opens", effect)
		}
	}
}

func TestOpen(t *testing.T) {
	s := written("{ sqs:SendMessage * }", "Allow", []string{"sqs:SendMessage"}, nil, []string{"*"})
	g := Open("k", "n", 0, s, nil)
	if g == nil || g.At.Text() != "*" || g.Why != "anyone may call sqs:SendMessage" {
		t.Errorf("%+v", g)
	}
	s.Conditions = []string{"StringEquals aws:PrincipalOrgID=o-1"}
	if Open("k", "n", 0, s, nil) != nil {
		t.Error("a condition names who")
	}
}
