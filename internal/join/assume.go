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
	powers := map[*nhi.Identity]int{}
	for _, g := range j.inv.Grants {
		if i := j.at(g.Identity).identity; i != nil {
			powers[i] = max(powers[i], power(g))
		}
	}
	by := newTrusts(j)
	members := map[string][]*nhi.Identity{}
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
			return cmp.Compare(powers[b], powers[a])
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
		from := j.at(e.From).identity
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
		if to := j.at(e.To).identity; to != nil && to.Platform != "aws" {
			add(to, nhi.Certain)
			continue
		}
		for _, t := range by.agree(e.To, from) {
			to := j.at(t.From).identity
			if to == nil {
				continue
			}
			confidence := nhi.Certain
			if strings.HasPrefix(t.To, "aws-account:") && t.To != accountKey(from) {
				confidence = byTrust // of which account it is, no file says
			}
			add(to, confidence, nhi.Step{At: t.At, Note: fmt.Sprintf("'%s' trusts it", to.Name)})
		}
	}
}

// trusts are the edges of trusts: by the pair of who trusts and who is let in, by
// who is let in, and those to an account as a whole, by who trusts.
type trusts struct {
	j        *joiner
	pair     map[[2]*node]*nhi.Edge
	explicit map[*node][]*nhi.Edge
	roots    map[*node][]*nhi.Edge
	accounts map[string]bool
	// named are the roles that trust an account, in order of their names.
	named []*nhi.Identity
}

func newTrusts(j *joiner) *trusts {
	t := &trusts{j: j, pair: map[[2]*node]*nhi.Edge{}, explicit: map[*node][]*nhi.Edge{}, roots: map[*node][]*nhi.Edge{}, accounts: map[string]bool{}}
	for _, e := range j.inv.Edges {
		if e.Kind != nhi.Trusts {
			continue
		}
		from, to := j.at(e.From), j.at(e.To)
		if !strings.HasPrefix(e.To, "aws-account:") {
			t.pair[[2]*node{from, to}] = e
			t.explicit[to] = append(t.explicit[to], e)
			continue
		}
		if i := from.identity; i != nil && t.roots[from] == nil {
			t.named = append(t.named, i)
		}
		t.roots[from] = append(t.roots[from], e)
		t.accounts[e.To] = true
	}
	slices.SortStableFunc(t.named, func(a, b *nhi.Identity) int { return strings.Compare(a.Name, b.Name) })
	return t
}

// agree are the edges by which the roles that a policy's resource names let an
// identity in, a few of them where it is a pattern.
func (t *trusts) agree(resource string, i *nhi.Identity) []*nhi.Edge {
	own, to := t.j.at(i.Key), t.j.at(resource)
	if to.identity != nil {
		if e := t.pair[[2]*node{to, own}]; e != nil {
			return []*nhi.Edge{e}
		}
		if e := t.root(to, i); e != nil {
			return []*nhi.Edge{e}
		}
		return nil
	}
	pattern, ok := rolePattern(resource)
	if !ok {
		return nil
	}
	var out []*nhi.Edge
	for _, e := range t.explicit[own] {
		if role := t.j.at(e.From).identity; role != nil && len(out) < maxBecome && glob(pattern, role.Name) {
			out = append(out, e)
		}
	}
	prefix, _, _ := strings.Cut(pattern, "*")
	first, _ := slices.BinarySearchFunc(t.named, prefix, func(r *nhi.Identity, prefix string) int { return strings.Compare(r.Name, prefix) })
	for n := first; n < len(t.named) && n < first+maxSought && len(out) < maxBecome && strings.HasPrefix(t.named[n].Name, prefix); n++ {
		if e := t.root(t.j.at(t.named[n].Key), i); e != nil && glob(pattern, t.named[n].Name) {
			out = append(out, e)
		}
	}
	return out
}

// maxSought is how many roles whose names begin as a pattern does are compared with
// it.
const maxSought = 200

// root is the edge by which a role trusts the account that an identity is in: its
// own, that of its file, or the only one that is named anywhere.
func (t *trusts) root(role *node, i *nhi.Identity) *nhi.Edge {
	own := accountKey(i)
	for _, e := range t.roots[role] {
		if e.To == own || e.To == nhi.AccountKey("") || own == "" && len(t.accounts) == 1 {
			return e
		}
	}
	return nil
}

// rolePattern is what a resource that is no role of the tree says of the names of
// roles.
func rolePattern(resource string) (string, bool) {
	arn, ok := strings.CutPrefix(resource, "aws-arn:")
	if !ok {
		return "", false
	}
	arn = unescape.Replace(arn)
	if arn == "*" {
		return "*", true
	}
	_, path, ok := strings.Cut(arn, ":role/")
	return path[strings.LastIndexByte(path, '/')+1:], ok
}

var unescape = strings.NewReplacer("%2F", "/", "%25", "%")

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
