package join

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// maxBecome bounds how many identities one of them can ask to become by one
// pattern, or as one of a project's: those that may do most count first. A chain
// of more is a right to become anybody, which is told as such.
const maxBecome = 20

// becoming is an identity that another one may become by asking, with where it is
// allowed to ask and, in AWS, where it is let in.
type becoming struct {
	identity   *nhi.Identity
	confidence int
	steps      []nhi.Step
}

// assume resolves whom each identity may ask to become. A role of AWS has to agree:
// its trust names who asks, or the account whose policies decide. Accounts of
// Google's and roles of Vault say so in one place.
func (j *joiner) assume() {
	powers := map[string]int{}
	for _, g := range j.inv.Grants {
		if key := j.same.find(g.Identity); g.Identity != "" {
			powers[key] = max(powers[key], power(g))
		}
	}
	by := &trusts{explicit: map[string][]*nhi.Edge{}, roots: map[string][]*nhi.Edge{}}
	members := map[string][]*nhi.Identity{}
	for _, e := range j.inv.Edges {
		switch {
		case e.Kind != nhi.Trusts:
		case strings.HasPrefix(e.To, "aws-account:"):
			by.roots[e.To] = append(by.roots[e.To], e)
		default:
			by.explicit[j.same.find(e.To)] = append(by.explicit[j.same.find(e.To)], e)
		}
	}
	for _, i := range j.inv.Identities {
		if key := i.Attributes[nhi.ProjectAccounts]; key != "" {
			members[key] = append(members[key], i)
		}
		for _, k := range append([]string{i.Key}, i.Aliases...) {
			if key := projectOf(k); key != "" && key != i.Attributes[nhi.ProjectAccounts] {
				members[key] = append(members[key], i)
			}
		}
	}
	most := func(list []*nhi.Identity) []*nhi.Identity {
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b *nhi.Identity) int {
			return cmp.Compare(powers[j.same.find(b.Key)], powers[j.same.find(a.Key)])
		})
		return list[:min(len(list), maxBecome)]
	}
	for key, list := range members {
		members[key] = most(list)
	}
	for _, e := range j.inv.Edges {
		if e.Kind != nhi.Assumes {
			continue
		}
		from := j.identities[j.same.find(e.From)]
		if from == nil {
			continue
		}
		may := nhi.Step{At: e.At, Note: cmp.Or(e.Note, fmt.Sprintf("'%s' may ask to become others", from.Name))}
		add := func(to *nhi.Identity, confidence int, more ...nhi.Step) {
			if to != from {
				first := may
				first.Note = fmt.Sprintf("'%s' may become the %s '%s'", from.Name, words(to.Kind), to.Name)
				j.asks[from] = append(j.asks[from], becoming{to, min(confidence, e.Confidence), append([]nhi.Step{first}, more...)})
			}
		}
		for _, to := range members[e.To] {
			add(to, nhi.Certain)
		}
		if to := j.identities[j.same.find(e.To)]; to != nil && to.Platform != "aws" {
			add(to, nhi.Certain)
			continue
		}
		n := 0
		for _, t := range by.of(j, from) {
			to := j.identities[j.same.find(t.From)]
			if to == nil || n == maxBecome || !j.named(e.To, to) {
				continue
			}
			confidence := nhi.Certain
			if strings.HasPrefix(t.To, "aws-account:") && t.To != accountKey(from) {
				confidence = byTrust // of which account it is, no file says
			}
			n++
			add(to, confidence, nhi.Step{At: t.At, Note: fmt.Sprintf("'%s' trusts it", to.Name)})
		}
	}
}

// trusts are the edges of trusts, by whom they let in.
type trusts struct{ explicit, roots map[string][]*nhi.Edge }

// of are the edges that let an identity in.
func (t *trusts) of(j *joiner, i *nhi.Identity) []*nhi.Edge {
	out := t.explicit[j.same.find(i.Key)]
	own := accountKey(i)
	if own == "" {
		// Of the accounts that are named, it is in the only one, or in that of its file.
		out = append(out[:len(out):len(out)], t.roots[nhi.AccountKey("")]...)
		if len(t.roots) == 1 {
			for key, list := range t.roots {
				if key != nhi.AccountKey("") {
					out = append(out, list...)
				}
			}
		}
		return out
	}
	return append(append(out[:len(out):len(out)], t.roots[own]...), t.roots[nhi.AccountKey("")]...)
}

// accountKey is the account of AWS that a role is in, where an ARN says it.
func accountKey(i *nhi.Identity) string {
	for _, k := range append([]string{i.Key}, i.Aliases...) {
		if arn, ok := strings.CutPrefix(k, "aws-arn:"); ok {
			if parts := strings.Split(arn, ":"); len(parts) > 4 && len(parts[4]) == 12 {
				return nhi.AccountKey(parts[4])
			}
		}
	}
	return ""
}

// named says whether a resource of a policy, as a key, is a role: the role itself,
// its ARN, or a pattern that covers its ARN or, in an account that is not known,
// its name.
func (j *joiner) named(key string, role *nhi.Identity) bool {
	if j.same.find(key) == j.same.find(role.Key) {
		return true
	}
	pattern, ok := strings.CutPrefix(key, "aws-arn:")
	if !ok {
		return false
	}
	pattern = strings.NewReplacer("%2F", "/", "%25", "%").Replace(pattern)
	if pattern == "*" {
		return true
	}
	if !strings.Contains(pattern, "*") && !strings.Contains(pattern, ":role/") {
		return false
	}
	_, path, ok := strings.Cut(pattern, ":role/")
	return ok && glob(path[strings.LastIndexByte(path, '/')+1:], role.Name)
}

// projectOf is the key of the accounts of a project that a key's e-mail names.
func projectOf(key string) string {
	email, ok := strings.CutPrefix(key, "gcp-sa:")
	_, domain, cut := strings.Cut(email, "@")
	project, google := strings.CutSuffix(domain, ".iam.gserviceaccount.com")
	if !ok || !cut || !google {
		return ""
	}
	return nhi.ProjectAccountsKey(project)
}
