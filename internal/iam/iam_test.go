package iam

import (
	"slices"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func check(t *testing.T, name string, j Judgement, breadth, hazards string) {
	t.Helper()
	if j.Breadth != breadth || strings.Join(j.Hazards, ",") != hazards {
		t.Errorf("%s: breadth %q hazards %q (%s), want %q %q", name, j.Breadth, strings.Join(j.Hazards, ","), j.Why, breadth, hazards)
	}
	if Rank(j.Breadth) >= Rank(Broad) && j.Why == "" {
		t.Errorf("%s: %s without a why", name, j.Breadth)
	}
	if !slices.IsSorted(j.Hazards) {
		t.Errorf("%s: hazards are not sorted: %v", name, j.Hazards)
	}
}

func TestAWS(t *testing.T) {
	for _, c := range []struct {
		actions, resources, conditions string // joined by spaces; conditions by ;
		breadth, hazards               string
	}{
		{"*", "*", "", Admin, ""},
		{"*:*", "*", "", Admin, ""},
		{"*", "arn:aws:s3:::data", "", Broad, ""},
		{"s3:*", "*", "", Wildcard, ""},
		{"s3:*", "arn:aws:s3:::*", "", Wildcard, ""},
		{"s3:*", "arn:aws:s3:::data arn:aws:s3:::data/*", "", Broad, ""},
		{"s3:*", "${aws_s3_bucket.data.arn}/*", "", Broad, ""},
		{"s3:GetObject", "arn:aws:s3:::data/*", "", Narrow, ""},
		{"s3:GetObject", "*", "", Broad, ""},
		{"s3:PutObject", "*", "", Broad, ""},
		{"kafka:DeleteTopic", "*", "", Broad, ""},
		{"bedrock-agentcore:CreateMemory", "*", "", Broad, ""},
		{"mediaconvert:CreateJob", "*", "", Broad, ""},
		{"mediaconvert:Create*", "*", "", Wildcard, ""},
		{"mediaconvert:*", "*", "", Wildcard, ""},
		{"servicequotas:RequestServiceQuotaIncrease", "*", "", Narrow, ""},
		{"application-signals:StartDiscovery", "*", "", Narrow, ""},
		{"application-signals:*", "*", "", Broad, ""},
		{"cloudtrail:CreateServiceLinkedChannel", "*", "", Narrow, ""},
		{"cloudtrail:StopLogging", "*", "", Broad, ""},
		{"s3:Put*", "*", "", Wildcard, ""},
		{"tag:*", "*", "", Narrow, ""},
		{"support:*", "*", "", Narrow, ""},
		{"s3:ListAllMyBuckets", "*", "", Narrow, ""},
		{"ec2:Describe*", "*", "", Narrow, ""},
		{"ecr:GetAuthorizationToken", "*", "", Narrow, ""},
		{"xray:PutTraceSegments xray:PutTelemetryRecords", "*", "", Narrow, ""},
		{"cloudwatch:PutMetricData", "*", "StringEquals cloudwatch:namespace=bedrock-agentcore", Narrow, ""},
		{"logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents", "*", "", Narrow, ""},
		{"logs:CreateLogStream", "arn:aws:logs:*:*:*", "", Narrow, ""},
		{"logs:*", "*", "", Broad, ""},
		{"ec2:CreateNetworkInterface ec2:DeleteNetworkInterface", "*", "", Narrow, ""},
		{"iam:PassRole", "*", "", Broad, Escalation},
		{"iam:PassRole", "*", "StringEquals iam:PassedToService=lambda.amazonaws.com", Narrow, ""},
		{"iam:PassRole", "arn:aws:iam::*:role/*", "", Broad, Escalation},
		{"iam:PassRole", "arn:aws:iam::123456789012:role/agent-tools", "", Narrow, ""},
		{"iam:PassRole", "${aws_iam_role.tools.arn}", "", Narrow, ""},
		{"iam:*", "*", "", Wildcard, Escalation},
		{"iam:Put*", "*", "", Broad, Escalation},
		{"sts:AssumeRole", "*", "", Broad, Escalation},
		{"sts:AssumeRole", "arn:aws:iam::123456789012:role/reader", "", Narrow, ""},
		{"secretsmanager:GetSecretValue", "*", "", Broad, ReadsAllSecrets},
		{"secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*", "", Broad, ReadsAllSecrets},
		{"secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:agent/*", "", Narrow, ""},
		{"secretsmanager:GetSecretValue", "*", "StringEquals aws:ResourceTag/app=agent", Narrow, ""},
		{"ssm:GetParameter*", "*", "", Broad, ReadsAllSecrets},
		{"ssm:GetParameter", "arn:aws:ssm:*:*:parameter/agent/*", "", Narrow, ""},
		{"bedrock:InvokeModel", "*", "", Broad, AnyModel},
		{"bedrock:InvokeModel*", "arn:aws:bedrock:*::foundation-model/*", "", Broad, AnyModel},
		{"bedrock:InvokeModel", "arn:aws:bedrock:*::foundation-model/anthropic.claude-3-haiku-20240307-v1:0", "", Narrow, ""},
		{"bedrock-agentcore:InvokeAgentRuntimeForUser", "*", "", Broad, Impersonation},
		{"bedrock-agentcore:GetResourceApiKey", "*", "", Broad, Impersonation},
		{"bedrock-agentcore:GetWorkloadAccessToken", "*", "", Broad, Impersonation},
		{"dynamodb:GetItem dynamodb:Query", "arn:aws:dynamodb:*:*:table/agents", "", Narrow, ""},
		{"dynamodb:Query", "arn:aws:dynamodb:*:*:table/*", "", Broad, ""},
		{"kms:Decrypt", "*", "StringEquals kms:ViaService=secretsmanager.us-east-1.amazonaws.com", Narrow, ""},
		{"s3:*", "*", "? ${var.c}=${var.c}", Broad, ""},
		{"iam:PassRole", "*", "StringEquals ${var.key}=lambda.amazonaws.com", Narrow, ""},
		{"iam:PassRole", "arn:aws:iam::*:/", "", Narrow, ""},
		// What another service has is not what an action is about.
		{"iam:PassRole", "arn:aws:lex:eu-west-1:123456789012:*", "", Narrow, ""},
		{"iam:PassRole", "arn:aws:lex:*:*:* arn:aws:iam::*:role/*", "", Broad, Escalation},
		{"secretsmanager:GetSecretValue s3:*", "arn:aws:s3:::*", "", Wildcard, ""},
		{"*", "arn:aws:s3:::*", "", Wildcard, ""},
		{"kafka-cluster:Delete*", "arn:aws:kafka:*:*:cluster/*/*", "", Wildcard, ""},
		{"", "*", "", Unknown, ""},
		{"${var.action}", "*", "", Unknown, ""},
	} {
		s := Statement{Actions: strings.Fields(c.actions), Resources: strings.Fields(c.resources)}
		if c.conditions != "" {
			s.Conditions = strings.Split(c.conditions, ";")
		}
		check(t, c.actions+" on "+c.resources+" if "+c.conditions, AWS(s), c.breadth, c.hazards)
	}
	check(t, "NotAction", AWS(Statement{NotActions: []string{"iam:*"}, Resources: []string{"*"}}), Wildcard, "")
	check(t, "longer than any policy", AWS(Statement{Actions: make([]string, maxParts), Resources: []string{"*"}}), Unknown, "")
	check(t, "Deny", AWS(Statement{Effect: "Deny", Actions: []string{"*"}, Resources: []string{"*"}}), Narrow, "")
	if j := AWS(Statement{Actions: []string{"logs:PutLogEvents", "bedrock:InvokeModel", "s3:GetObject", "bedrock:Converse"}, Resources: []string{"x"}}); j.Writes {
		t.Error("reading, calling a model and logging is no writing")
	}
	if j := AWS(Statement{Actions: []string{"s3:*Object"}, Resources: []string{"x"}}); !j.Writes {
		t.Error("s3:*Object writes")
	}
}

// TestWhy: of several actions, the worst one is the reason, wherever it stands.
func TestWhy(t *testing.T) {
	for actions, want := range map[string]string{
		"s3:PutObject iam:PassRole":                                            `"iam:PassRole" on every resource`,
		"iam:PassRole s3:*":                                                    `"iam:PassRole" on every resource`,
		"bedrock:* bedrock-agentcore:*":                                        `"bedrock-agentcore:*" on every resource`,
		"bedrock-agentcore:* sts:AssumeRole":                                   `"sts:AssumeRole" on every resource`,
		"s3:* secretsmanager:GetSecretValue":                                   `"secretsmanager:GetSecretValue" on every resource`,
		"kms:Encrypt kms:Decrypt kms:DescribeKey":                              `"kms:Decrypt" (and 1 more) on every resource`,
		"iam:CreateRole iam:PutRolePolicy iam:AttachRolePolicy iam:DeleteRole": `"iam:PutRolePolicy" (and 1 more) on every resource`,
		"s3:GetObject s3:* sqs:* sns:*":                                        `"s3:*" (and 2 more) on every resource`,
		"bedrock:InvokeModel s3:Get* s3:PutObject":                             `"s3:Get*" (and 2 more) on every resource`,
		"kms:CreateGrant sts:AssumeRole":                                       `"sts:AssumeRole" (and 1 more) on every resource`,
		"s3:* *":                                                               "every action on every resource",
	} {
		if j := AWS(Statement{Actions: strings.Fields(actions), Resources: []string{"*"}}); j.Why != want {
			t.Errorf("%s: %s, want %s", actions, j.Why, want)
		}
	}
}

func TestAWSPolicy(t *testing.T) {
	on := func(resource string, actions ...string) Statement {
		return Statement{Actions: actions, Resources: []string{resource}}
	}
	limited := on("*", "bedrock:*")
	limited.Conditions = []string{"StringEquals aws:RequestedRegion=us-east-1"}
	for _, c := range []struct {
		name string
		a, b Statement
		want string // the breadth of b
	}{
		{"covered", on("*", "bedrock:*"), on("*", "bedrock:Retrieve"), Narrow},
		{"any case", on("*", "Bedrock:*"), on("*", "bedrock:retrieve"), Narrow},
		{"everything", on("*", "*"), on("*", "iam:PassRole"), Narrow},
		{"some resources", on("*", "s3:*"), on("arn:aws:s3:::data", "s3:*"), Narrow},
		{"another service", on("*", "bedrock:*"), on("*", "s3:GetObject"), Broad},
		{"one of two", on("*", "bedrock:*"), on("*", "bedrock:Retrieve", "s3:GetObject"), Broad},
		{"with a condition", limited, on("*", "bedrock:Retrieve"), Broad},
		{"only objects", on("arn:aws:s3:::data/*", "s3:*"), on("*", "s3:GetObject"), Broad},
		{"each covers an action of the other", on("*", "s3:*", "bedrock:Retrieve"), on("*", "bedrock:Retrieve", "dynamodb:*"), Wildcard},
		{"the rest counts", on("*", "bedrock:*"), on("*", "bedrock:Retrieve", "dynamodb:*"), Wildcard},
		{"no such service", on("*", "bedrock:*"), on("*", "bedrock:Retrieve", "bedrock-agent-runtime:Retrieve"), Narrow},
		{"as wide", on("*", "s3:*"), on("*", "s3:Put*"), Wildcard},
		{"denied", Statement{Effect: "Deny", Actions: []string{"bedrock:*"}, Resources: []string{"*"}}, on("*", "bedrock:Retrieve"), Narrow},
		{"denied on some resources", Statement{Effect: "Deny", Actions: []string{"s3:*"}, Resources: []string{"arn:aws:s3:::data/*"}}, on("*", "s3:*"), Wildcard},
		{"denied under a condition", Statement{Effect: "Deny", Actions: []string{"s3:*"}, Resources: []string{"*"}, Conditions: []string{"Bool aws:SecureTransport=false"}}, on("*", "s3:*"), Wildcard},
		{"a part is denied", Statement{Effect: "Deny", Actions: []string{"s3:DeleteBucket"}, Resources: []string{"*"}}, on("*", "s3:*"), Wildcard},
		{"what raises rights is denied", Statement{Effect: "Deny", Actions: []string{"iam:*", "organizations:*"}, Resources: []string{"*"}}, on("*", "*"), Wildcard},
		{"all but a few are denied", Statement{Effect: "Deny", NotActions: []string{"s3:Get*"}, Resources: []string{"*"}}, on("*", "*"), Broad},
		{"all but others are denied", Statement{Effect: "Deny", NotActions: []string{"s3:*"}, Resources: []string{"*"}}, on("*", "iam:PassRole"), Narrow},
		{"may be denied", Statement{Effect: "Deny", Actions: []string{"${var.actions}"}, Resources: []string{"*"}}, on("*", "s3:*"), Narrow},
		{"the effect is not known", Statement{Effect: "${var.effect}", Actions: []string{"s3:*"}, Resources: []string{"*"}}, on("*", "s3:*"), Narrow},
	} {
		for _, first := range []bool{true, false} {
			list, at := []Statement{c.a, c.b}, 1
			if !first {
				list, at = []Statement{c.b, c.a}, 0
			}
			if got := AWSPolicy(list)[at].Breadth; got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}

func TestAWSTrust(t *testing.T) {
	const github = "Federated:arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
	const aud = "StringEquals token.actions.githubusercontent.com:aud=sts.amazonaws.com"
	const sub = "StringLike token.actions.githubusercontent.com:sub="
	for _, c := range []struct {
		principal, conditions string
		open                  bool
	}{
		{"*", "", true},
		{"AWS:*", "", true},
		{"AWS:*", "StringEquals aws:PrincipalOrgID=o-1", false},
		{"AWS:*", "Bool aws:MultiFactorAuthPresent=true", true},
		{"AWS:arn:aws:iam::123456789012:root", "", false},
		{"Service:lambda.amazonaws.com", "", false},
		{github, aud, true},
		{github, aud + ";" + sub + "repo:acme/*", true},
		{github, aud + ";" + sub + "repo:acme/agent:*", false},
		{github, aud + ";" + sub + `repo:acme/${join(",", local.a[*].name)}:ref:refs/heads/main`, false},
		{github, aud + ";" + sub + `repo:acme/${var.prod ? "a" : "b"}:*`, false},
		{github, aud + ";" + sub + `repo:acme/${var.name}:*,repo:acme/*`, true},
		{github, aud + ";StringNotLike token.actions.githubusercontent.com:sub=repo:acme/*", false},
		{github, aud + ";" + sub + "repo:acme/agent:ref:refs/heads/main", false},
		{github, aud + ";" + sub + "*", true},
		{"Federated:${aws_iam_openid_connect_provider.eks.arn}", "StringEquals ${local.issuer}:sub=system:serviceaccount:agents:a", false},
		{"Federated:${aws_iam_openid_connect_provider.eks.arn}", "StringLike ${local.issuer}:sub=system:serviceaccount:agents:*", false},
		{"Federated:${aws_iam_openid_connect_provider.eks.arn}", "StringLike ${local.issuer}:sub=system:serviceaccount:*:agent", true},
		{"Federated:${aws_iam_openid_connect_provider.eks.arn}", "StringEquals ${var.key}=x", false},
		{"Federated:${var.provider}", "", false},
		{"Federated:${aws_iam_openid_connect_provider.ci.arn}", "", true},
		{"Federated:cognito-identity.amazonaws.com", "", false},
		{"Federated:arn:aws:iam::123456789012:saml-provider/corp", "", false},
	} {
		s := Statement{Principals: []string{c.principal}}
		if c.conditions != "" {
			s.Conditions = strings.Split(c.conditions, ";")
		}
		if got := slices.Contains(AWSTrust(s).Hazards, OpenTrust); got != c.open {
			t.Errorf("%s if %s: open %v, want %v", c.principal, c.conditions, got, c.open)
		}
	}
}

func TestAWSManaged(t *testing.T) {
	for name, breadth := range map[string]string{
		"arn:aws:iam::aws:policy/AdministratorAccess":                           Admin,
		"arn:aws:iam::aws:policy/AmazonS3FullAccess":                            Wildcard,
		"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess":                        Broad,
		"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole":      Narrow,
		"arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy":                     Unknown,
		"arn:aws:iam::aws:policy/CloudWatchLogsFullAccess":                      Broad,
		"arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy": Narrow,
	} {
		j, ok := AWSManaged(name)
		if !ok || j.Breadth != breadth {
			t.Errorf("%s: %q %v, want %q", name, j.Breadth, ok, breadth)
		}
	}
	if _, ok := AWSManaged("arn:aws:iam::123456789012:policy/AdministratorAccess"); ok {
		t.Error("a customer's policy is not AWS's")
	}
}

func TestGoogle(t *testing.T) {
	for _, c := range [][4]string{
		{"roles/owner", Project, Admin, Escalation},
		{"roles/editor", Project, Wildcard, ""},
		{"roles/viewer", Project, Broad, ""},
		{"roles/iam.serviceAccountTokenCreator", Project, Broad, Impersonation},
		{"roles/iam.serviceAccountTokenCreator", Resource, Narrow, ""},
		{"roles/secretmanager.secretAccessor", Project, Broad, ReadsAllSecrets},
		{"roles/secretmanager.secretAccessor", Resource, Narrow, ""},
		{"roles/aiplatform.user", Project, Narrow, ""},
		{"roles/storage.admin", Project, Wildcard, ""},
		{"roles/storage.admin", Resource, Broad, ""},
		{"roles/logging.admin", Project, Broad, ""},
		{"roles/discoveryengine.editor", Project, Narrow, ""},
		{"projects/p/roles/custom", Project, Unknown, ""},
		{"${var.role}", Project, Unknown, ""},
	} {
		check(t, c[0]+" on "+c[1], Google(c[0], c[1]), c[2], c[3])
	}
}

func TestAzure(t *testing.T) {
	for _, c := range [][4]string{
		{"Owner", "/subscriptions/x", Admin, Escalation},
		{"Contributor", Account, Wildcard, ""},
		{"Contributor", "/subscriptions/x/resourceGroups/g", Broad, ""},
		{"Contributor", "/subscriptions/x/resourceGroups/g/providers/Microsoft.Web/sites/s", Narrow, ""},
		{"b24988ac-6180-42a0-ab88-20f7382dd24c", Account, Wildcard, ""},
		{"Key Vault Secrets User", Resource, Narrow, ""},
		{"Key Vault Secrets User", Project, Broad, ReadsAllSecrets},
		{"Cognitive Services OpenAI User", Resource, Narrow, ""},
		{"Contributor", "${var.scope}", Unknown, ""},
		{"Custom thing", Account, Unknown, ""},
	} {
		check(t, c[0]+" on "+c[1], Azure(c[0], c[1]), c[2], c[3])
	}
}

func TestVaultPath(t *testing.T) {
	for _, c := range [][4]string{
		{"*", "create read update delete list sudo", Admin, ""},
		{"*", "read", Wildcard, ReadsAllSecrets},
		{"*", "deny", Narrow, ""},
		{"*", "read ${var.c}", Unknown, ""},
		{"secret/*", "create read update", Wildcard, ReadsAllSecrets},
		{"secret/*", "read list", Broad, ReadsAllSecrets},
		{"secret/data/*", "read", Broad, ReadsAllSecrets},
		{"secret/metadata/*", "list", Narrow, ""},
		{"secret/data/agents/planner/*", "create read update", Narrow, ""},
		{"secret/data/agents/*", "read", Narrow, ""},
		{"secret/data/{{identity.entity.id}}/*", "read update", Narrow, ""},
		{"+/data/*", "read", Broad, ReadsAllSecrets},
		{"sys/*", "create update sudo", Wildcard, Escalation},
		{"sys/policies/acl/*", "create update", Broad, Escalation},
		{"sys/policies/acl/agent-*", "create update", Narrow, ""},
		{"auth/*", "create update", Wildcard, Escalation},
		{"auth/*", "read", Broad, ""},
		{"sys/mounts/*", "create update delete", Wildcard, ""},
		{"sys/mounts", "read", Narrow, ""},
		{"identity/entity-alias", "create update", Broad, Escalation},
		{"identity/entity/id", "read", Narrow, ""},
		{"auth/kubernetes/role/agent", "update", Narrow, ""},
		{"transit/*", "update sudo", Wildcard, ""},
		{"auth/token/create", "update", Broad, ""},
		{"auth/token/lookup-self", "read", Narrow, ""},
		{"database/creds/agent", "read", Narrow, ""},
		{"transit/*", "update", Narrow, ""},
		{"transit/*", "create read update delete list", Narrow, ""},
		{"projects-api/*", "create read update delete", Narrow, ""},
		{"kv-v2/data/*", "read", Narrow, ""},
		{"kv/data/*", "read", Broad, ReadsAllSecrets},
		{"kv-v2/*", "read update sudo", Wildcard, ""},
		{"transit/encrypt/agent", "update", Narrow, ""},
		{"cubbyhole/*", "create read update delete list", Narrow, ""},
		{"identity/*", "create update", Wildcard, Escalation},
	} {
		check(t, c[0]+" "+c[1], VaultPath(c[0], strings.Fields(c[1])), c[2], c[3])
	}
}

// TestVaultParameters: what constraints on parameters leave of a path that gives
// rights away.
func TestVaultParameters(t *testing.T) {
	for _, c := range []struct{ path, text, want string }{
		{"auth/approle/role/*", "", Broad},
		{"auth/approle/role/*", `allowed_parameters = { "token_policies" = [["worker"]], "token_ttl" = [] }`, Narrow},
		{"auth/approle/role/*", `allowed_parameters = { "token_policies" = [] }`, Broad},
		{"auth/approle/role/*", `allowed_parameters = { "token_policies" = ["*"] }`, Broad},
		{"auth/approle/role/*", `allowed_parameters = { "token_policies" = [["worker"]], "*" = [] }`, Broad},
		{"auth/approle/role/*", `allowed_parameters = {}`, Broad},
		{"auth/approle/role/*", `allowed_parameters = var.x`, Broad},
		{"auth/token/create", `denied_parameters = { "policies" = [] }`, Narrow},
		{"auth/token/create", `denied_parameters = { "policies" = ["root"] }`, Broad},
		{"auth/token/create", `denied_parameters = { "period" = [] }`, Broad},
		{"auth/token/create", `required_parameters = ["ttl"]`, Broad},
		{"auth/*", `allowed_parameters = { "policies" = [["a"]] }`, Wildcard}, // more than one endpoint
		{"sys/mounts/*", `allowed_parameters = { "type" = ["kv"] }`, Wildcard},
	} {
		text := "path \"" + c.path + "\" {\n capabilities = [\"create\", \"update\"]\n " + c.text + "\n}\n"
		_, root, _ := tree.HCL(nhi.NewFile("p.hcl", []byte(text)))
		grants := VaultGrants(VaultPolicy(root))
		if len(grants) != 1 || grants[0].Breadth != c.want {
			t.Errorf("%s %s: %+v, want %s", c.path, c.text, grants, c.want)
		}
	}
}

// TestVaultGrants: x and x/* with the same powers are one thing.
func TestVaultGrants(t *testing.T) {
	rule := func(path, capabilities string) VaultRule {
		return VaultRule{Path: path, Capabilities: strings.Fields(capabilities)}
	}
	got := VaultGrants([]VaultRule{
		rule("identity/entity", "create update"), rule("sys/mounts/*", "create update"), rule("identity/entity/*", "create update"),
		rule("identity/entity-alias", "create update"), rule("secret/*", "read"), rule("secret/data/*", "read"), rule("kv/*", "read"),
		rule("auth/token/lookup-self", "read"), rule("auth/token/renew-self", "update"),
	})
	var paths []string
	for _, g := range got {
		p := g.Path
		for _, a := range g.Also {
			p += "+" + a.Path
		}
		paths = append(paths, p)
	}
	want := "identity/entity+identity/entity/* sys/mounts/* identity/entity-alias secret/*+secret/data/* kv/* auth/token/lookup-self auth/token/renew-self"
	if strings.Join(paths, " ") != want {
		t.Errorf("got %s", strings.Join(paths, " "))
	}
}

func TestKubernetes(t *testing.T) {
	f := strings.Fields
	for _, c := range []struct {
		groups, resources, verbs, names, scope string
		breadth, hazards                       string
	}{
		{"*", "*", "*", "", Cluster, Admin, ""},
		{"*", "*", "*", "", Namespace, Wildcard, ""},
		{"core", "*", "get list", "", Cluster, Wildcard, ""},
		{"core", "secrets", "get list watch", "", Cluster, Broad, ReadsAllSecrets},
		{"core", "secrets", "get", "", Namespace, Broad, ReadsAllSecrets},
		{"core", "secrets", "get", "agent-key", Namespace, Narrow, ""},
		{"core", "pods configmaps", "get list watch", "", Cluster, Narrow, ""},
		{"core", "pods/exec", "create", "", Namespace, Broad, Escalation},
		{"core", "serviceaccounts/token", "create", "", Cluster, Broad, Escalation},
		{"core", "nodes nodes/proxy services", "get list watch", "", Cluster, Narrow, ""},
		{"core", "nodes/proxy", "get create", "", Cluster, Broad, Escalation},
		{"core", "nodes/proxy", "*", "", Cluster, Broad, Escalation},
		{"core", "users groups", "impersonate", "", Cluster, Broad, Impersonation},
		{"core", "users groups", "impersonate", "admin@example.com system:masters", Cluster, Admin, Escalation},
		{"core", "users groups", "impersonate", "viewer@example.com viewers", Cluster, Narrow, ""},
		{"core", "groups", "impersonate", "system:masters", Namespace, Narrow, ""},
		{"apps", "deployments", "*", "", Namespace, Broad, ""},
		{"apps", "deployments", "create update", "", Cluster, Broad, ""},
		{"apps", "deployments", "create update", "", Namespace, Narrow, ""},
		{"kagent.dev", "*", "*", "", Cluster, Broad, ""},
		{"kagent.dev", "agents", "create update", "", Cluster, Narrow, ""},
		{"coordination.k8s.io", "leases", "*", "", Namespace, Narrow, ""},
		{"authentication.k8s.io", "tokenreviews", "create", "", Cluster, Narrow, ""},
	} {
		groups := f(c.groups)
		for i, g := range groups {
			if g == "core" {
				groups[i] = ""
			}
		}
		r := Rule{APIGroups: groups, Resources: f(c.resources), Verbs: f(c.verbs), ResourceNames: f(c.names)}
		check(t, c.resources+" "+c.verbs+" "+c.scope, Kubernetes([]Rule{r}, c.scope), c.breadth, c.hazards)
	}
}
