package iam

import "testing"

// TestPairs: handing every role to a service is as much as what starts there.
func TestPairs(t *testing.T) {
	pass := Statement{Actions: []string{"iam:PassRole"}, Resources: []string{"*"}, Conditions: []string{"StringEquals iam:PassedToService=lambda.amazonaws.com"}}
	for _, c := range []struct {
		name, action, resource, hazard string
	}{
		{"the service that gets the role", "lambda:CreateFunction", "*", Escalation},
		{"a pattern", "lambda:*", "*", Escalation},
		{"another service", "ecs:RegisterTaskDefinition", "*", ""},
		{"an action that takes no role", "lambda:InvokeFunction", "*", ""},
		{"one function", "lambda:CreateFunction", "arn:aws:lambda:eu-west-1:123456789012:function:one", ""},
	} {
		j := AWSPolicy([]Statement{pass, {Actions: []string{c.action}, Resources: []string{c.resource}}})[0]
		want := Narrow
		if c.hazard != "" {
			want = Broad
		}
		check(t, c.name, j, want, c.hazard)
	}
	one := pass
	one.Resources = []string{"arn:aws:iam::123456789012:role/function"}
	check(t, "one role", AWSPolicy([]Statement{one, {Actions: []string{"lambda:CreateFunction"}, Resources: []string{"*"}}})[0], Narrow, "")
}

func TestWithin(t *testing.T) {
	escalates := Judgement{Breadth: Wildcard, Hazards: []string{Escalation, ReadsAllSecrets}, Writes: true, Why: "x"}
	for _, c := range []struct {
		name            string
		j, boundary     Judgement
		breadth, hazard string
	}{
		{"everything", escalates, Judgement{Breadth: Admin}, Wildcard, "escalation,reads-all-secrets"},
		{"nothing is known", escalates, Judgement{}, Unknown, ""},
		{"narrower", Judgement{Breadth: Admin, Writes: true, Why: "x"}, Judgement{Breadth: Broad, Writes: true, Why: "y"}, Broad, ""},
		{"one of two hazards", escalates, Judgement{Breadth: Wildcard, Hazards: []string{ReadsAllSecrets}, Writes: true, Why: "y"}, Wildcard, ReadsAllSecrets},
		{"narrow anyway", Judgement{Breadth: Narrow}, Judgement{}, Narrow, ""},
	} {
		check(t, c.name, c.j.Within(c.boundary), c.breadth, c.hazard)
	}
}

func TestGooglePermissions(t *testing.T) {
	for _, c := range []struct{ permission, scope, breadth, hazard string }{
		{"iam.serviceAccounts.actAs", Project, Broad, Impersonation},
		{"iam.serviceAccounts.actAs", Resource, Narrow, ""},
		{"resourcemanager.projects.setIamPolicy", Project, Broad, Escalation},
		{"secretmanager.versions.access", Project, Broad, ReadsAllSecrets},
		{"run.services.get", Project, Narrow, ""},
		{"${var.permission}", Project, Unknown, ""},
	} {
		check(t, c.permission, GooglePermissions([]string{c.permission}, c.scope), c.breadth, c.hazard)
	}
	if GooglePermissions([]string{"run.services.get", "secretmanager.versions.access"}, Project).Writes {
		t.Error("reading writes")
	}
}

func TestEveryResource(t *testing.T) {
	for arn, want := range map[string]bool{
		"*": true, "arn:aws:s3:::*": true, "arn:aws:s3:::*/*": true, "arn:*:s3:::*/*": true, "arn:aws:s3:::data/*": false, "arn:aws:s3:::data-*": false,
		"arn:aws:iam::*:role/*": true, "arn:aws:iam::123456789012:role/agents/*": false, "arn:aws:dynamodb:*:*:table/*": true, "arn:aws:sqs:*:*:*": true,
		"arn:aws:secretsmanager:*:*:secret:*": true, "arn:aws:secretsmanager:*:*:secret:agents/*": false, "arn:aws:lambda:*:*:function:*": true, "": false,
	} {
		if EveryResource(arn) != want {
			t.Errorf("%q: %v", arn, !want)
		}
	}
}
