package iam

import "testing"

// FuzzJudge: no text makes a judgement panic, and a hole is never admin.
func FuzzJudge(f *testing.F) {
	f.Add("s3:*", "arn:aws:s3:::*", "StringEquals a:sub=b")
	f.Add("*", "*", "")
	f.Add("iam:*", "arn:aws:iam:::/", `StringLike x:sub=repo:${a ? "b" : c[*]}`)
	f.Add("Federated:arn:aws:iam::1:oidc-provider/x", "/subscriptions/a/resourceGroups/b", "StringLike x:sub=project_path:${}*")
	f.Add("auth/+/role/*", "sudo", "/")
	f.Add("secret/+/data/*", "read", "roles/owner")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		AWS(Statement{Actions: []string{a}, Resources: []string{b}, Conditions: []string{c}})
		AWSPolicy([]Statement{{Actions: []string{a, c}, Resources: []string{b}}, {Actions: []string{c}, NotResources: []string{b}, Conditions: []string{a}}})
		Anyone(Statement{Principals: []string{a}, Conditions: []string{c}})
		AzureActions([]string{a}, []string{c}, b)
		VaultGrants([]VaultRule{{Path: a, Capabilities: []string{b}}, {Path: c, Capabilities: []string{b}}})
		KubernetesRole(a, b)
		AWSTrust(Statement{Principals: []string{a}, Conditions: []string{c, b}})
		AWSManaged(a)
		Google(a, b)
		Azure(a, b)
		VaultPath(a, []string{b, c})
		Kubernetes([]Rule{{APIGroups: []string{a}, Resources: []string{b}, Verbs: []string{c}}}, Cluster)
	})
}
