package iam

import "testing"

// FuzzJudge: no text makes a judgement panic, and a hole is never admin.
func FuzzJudge(f *testing.F) {
	f.Add("s3:*", "arn:aws:s3:::*", "StringEquals a:sub=b")
	f.Add("*", "*", "")
	f.Add("secret/+/data/*", "read", "roles/owner")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		AWS(Statement{Actions: []string{a}, Resources: []string{b}, Conditions: []string{c}})
		AWSTrust(Statement{Principals: []string{a}, Conditions: []string{c, b}})
		AWSManaged(a)
		Google(a, b)
		Azure(a, b)
		VaultPath(a, []string{b, c})
		Kubernetes([]Rule{{APIGroups: []string{a}, Resources: []string{b}, Verbs: []string{c}}}, Cluster)
	})
}
