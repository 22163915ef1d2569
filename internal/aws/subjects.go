package aws

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// unsaid is a subject that cannot be told.
const unsaid = "?"

// Subjects are the keys of the subjects that a statement with a web identity for
// its principal lets in: every one that a condition names, all where none does, and
// what is not known where a part is a hole. Other claims narrow it in ways that
// cannot be compared, so that then nothing is known either.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
func Subjects(s Statement, provider string) []string {
	issuer := provider
	if _, after, ok := strings.Cut(provider, "oidc-provider/"); ok {
		issuer = after
	}
	var out []string
	known := true
	for _, c := range s.Conditions {
		op, rest, _ := strings.Cut(c, " ")
		claim, values, _ := strings.Cut(rest, "=")
		switch name := claim[strings.LastIndexByte(claim, ':')+1:]; {
		case name == "aud" || name == "azp" || strings.HasPrefix(claim, "aws:"):
		case name == "sub" && !strings.Contains(op, "Not") && strings.Contains(op, "String"):
			for v := range strings.SplitSeq(values, ",") {
				if strings.Contains(v, "${") {
					v = unsaid
				}
				out = append(out, nhi.SubjectKey(issuer, v))
			}
		default:
			known = false
		}
	}
	switch {
	case !known:
		return []string{nhi.SubjectKey(issuer, unsaid)}
	case len(out) == 0:
		return []string{nhi.SubjectKey(issuer, "*")}
	}
	return out
}

// RootAccount is the key of the account whose policies decide who may become a
// role, where a trust says so by the account's root or its number; empty for every
// other principal.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
func RootAccount(principal string) string {
	account := principal
	if rest, ok := strings.CutPrefix(principal, "arn:"); ok {
		parts := strings.Split(rest, ":")
		if len(parts) < 5 || !strings.HasSuffix(principal, ":root") {
			return ""
		}
		account = strings.Join(parts[3:len(parts)-1], ":")
	}
	switch {
	case strings.Contains(account, "aws_caller_identity") || strings.Contains(account, "AWS::AccountId"):
		return nhi.AccountKey("")
	case len(account) == 12 && strings.Trim(account, "0123456789") == "":
		return nhi.AccountKey(account)
	}
	return ""
}

// LetsAssume says whether one of the actions of a statement lets its holder become
// the roles that are its resources.
func LetsAssume(actions []string) bool {
	return slices.ContainsFunc(actions, func(a string) bool { return iam.Covers(strings.ToLower(a), "sts:assumerole") })
}
