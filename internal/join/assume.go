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
	to         *node
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
	members := map[string][]*node{}
	for _, n := range j.identities {
		i := n.identity
		if key := i.Attributes[nhi.ProjectAccounts]; key != "" {
			members[key] = append(members[key], n)
		}
		for _, k := range append([]string{i.Key}, i.Aliases...) {
			if key := projectOf(k); key != "" && key != i.Attributes[nhi.ProjectAccounts] {
				members[key] = append(members[key], n)
			}
		}
	}
	most := func(list []*node) []*node {
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b *node) int {
			return cmp.Compare(powers[b.identity], powers[a.identity])
		})
		return list[:min(len(list), maxBecome)]
	}
	for key, list := range members {
		members[key] = most(list)
	}
	for _, e := range j.links {
		if e.kind != nhi.Assumes {
			continue
		}
		from := e.from.identity
		if from == nil {
			continue
		}
		may := nhi.Step{At: e.At, Note: cmp.Or(e.Note, fmt.Sprintf("'%s' may ask to become others", from.Name))}
		add := func(to *node, confidence int, more ...nhi.Step) {
			if to != e.from {
				first := may
				first.Note = "'" + from.Name + "' may become the " + words(to.identity.Kind) + " '" + to.identity.Name + "'"
				e.from.asks = append(e.from.asks, becoming{to, min(confidence, e.Confidence), append([]nhi.Step{first}, more...)})
			}
		}
		for _, to := range members[e.To] {
			add(to, nhi.Certain)
		}
		if e.to.identity != nil && e.to.identity.Platform != "aws" {
			add(e.to, nhi.Certain)
			continue
		}
		for _, t := range by.agree(e.To, e.to, e.from) {
			to := t.from.identity
			if to == nil {
				continue
			}
			confidence := nhi.Certain
			if strings.HasPrefix(t.To, "aws-account:") && t.To != accountKey(from) {
				confidence = byTrust // of which account it is, no file says
			}
			add(t.from, confidence, nhi.Step{At: t.At, Note: fmt.Sprintf("'%s' trusts it", to.Name)})
		}
	}
}

// trusts are the edges of trusts: by the pair of who trusts and who is let in, by
// who is let in, and those to an account as a whole, by who trusts.
type trusts struct {
	pair     map[[2]*node]link
	explicit map[*node][]link
	roots    map[*node][]link
	accounts map[string]bool
	// named are the roles that trust an account, in order of their names.
	named []*node
}

func newTrusts(j *joiner) *trusts {
	t := &trusts{pair: map[[2]*node]link{}, explicit: map[*node][]link{}, roots: map[*node][]link{}, accounts: map[string]bool{}}
	for _, e := range j.links {
		if e.kind != nhi.Trusts {
			continue
		}
		from, to := e.from, e.to
		if !strings.HasPrefix(e.To, "aws-account:") {
			t.pair[[2]*node{from, to}] = e
			t.explicit[to] = append(t.explicit[to], e)
			continue
		}
		if from.identity != nil && t.roots[from] == nil {
			t.named = append(t.named, from)
		}
		t.roots[from] = append(t.roots[from], e)
		t.accounts[e.To] = true
	}
	slices.SortStableFunc(t.named, func(a, b *node) int { return strings.Compare(a.identity.Name, b.identity.Name) })
	return t
}

// agree are the edges by which the roles that a policy's resource names let an
// identity in, a few of them where it is a pattern.
func (t *trusts) agree(resource string, to, own *node) []link {
	if to.identity != nil {
		if e, ok := t.pair[[2]*node{to, own}]; ok {
			return []link{e}
		}
		if e, ok := t.root(to, own); ok {
			return []link{e}
		}
		return nil
	}
	pattern, ok := rolePattern(resource)
	if !ok {
		return nil
	}
	var out []link
	for _, e := range t.explicit[own] {
		if role := e.from.identity; role != nil && len(out) < maxBecome && glob(pattern, role.Name) {
			out = append(out, e)
		}
	}
	prefix, _, _ := strings.Cut(pattern, "*")
	first, _ := slices.BinarySearchFunc(t.named, prefix, func(r *node, prefix string) int { return strings.Compare(r.identity.Name, prefix) })
	for n := first; n < len(t.named) && n < first+maxSought && len(out) < maxBecome && strings.HasPrefix(t.named[n].identity.Name, prefix); n++ {
		if e, ok := t.root(t.named[n], own); ok && glob(pattern, t.named[n].identity.Name) {
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
func (t *trusts) root(role, asks *node) (link, bool) {
	if len(t.roots[role]) == 0 {
		return link{}, false
	}
	own := accountKey(asks.identity)
	for _, e := range t.roots[role] {
		if e.To == own || e.To == nhi.AccountKey("") || own == "" && len(t.accounts) == 1 {
			return e, true
		}
	}
	return link{}, false
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
