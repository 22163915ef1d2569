package join

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// byTrust is the confidence in that an account is the identity whose trust names
// it, where the account says that it is one and not which.
const byTrust = 80

// refused is the confidence in a relation that the other half does not confirm: it
// would not work, or the trust is changed elsewhere.
const refused = 50

// trusted are the identities whose trust names an account of a cluster by its
// exact subject, with the edges that say so.
func trusted(edges []*nhi.Edge) map[account][]*nhi.Edge {
	out := map[account][]*nhi.Edge{}
	for _, e := range edges {
		if e.Kind != nhi.Trusts {
			continue
		}
		if _, subject, ok := nhi.Subject(e.To); ok {
			if a, ok := accountOf(subject); ok {
				out[a] = append(out[a], e)
			}
		}
	}
	return out
}

// accountOf is the account that a subject names; false for a pattern.
func accountOf(subject string) (account, bool) {
	rest, ok := strings.CutPrefix(subject, "system:serviceaccount:")
	namespace, name, cut := strings.Cut(rest, ":")
	return account{namespace, name}, ok && cut && name != "" && !strings.ContainsAny(rest, "*?")
}

// clients joins a client id of Entra that an account of a cluster is annotated with
// to the identity that trusts this account: Azure makes the id, so that no file
// says whose it is. With two of either it cannot be told.
func (j *joiner) clients(edges []*nhi.Edge, all []*nhi.Identity) {
	annotated := map[account]string{}
	for _, e := range edges {
		if e.Kind != nhi.Reaches || !strings.HasPrefix(e.To, "entra:") {
			continue
		}
		_, ns, name, ok := nhi.ServiceAccountName(e.From)
		if !ok {
			continue
		}
		a, to := account{ns, name}, j.same.find(e.To)
		if old, ok := annotated[a]; ok && old != to {
			to = "" // in two environments
		}
		annotated[a] = to
	}
	if len(annotated) == 0 {
		return
	}
	azure := map[string]bool{}
	for _, i := range all {
		if i.Defined && i.Platform == "azure" {
			azure[j.same.find(i.Key)] = true
		}
	}
	pairs, count := map[string]string{}, map[string]int{}
	for a, list := range trusted(edges) {
		id := annotated[a]
		if id == "" || azure[id] {
			continue
		}
		for _, e := range list {
			if to := j.same.find(e.From); azure[to] && pairs[id] != to {
				pairs[id] = to
				count[id]++
			}
		}
	}
	ids := map[string]int{}
	for _, to := range pairs {
		ids[to]++
	}
	for id, to := range pairs {
		if count[id] == 1 && ids[to] == 1 {
			j.same.union(id, to)
		}
	}
}

// federate ties accounts that say that they are an identity of a cloud, and not
// which (the value is filled in when they are deployed), to the one that trusts
// them; and lowers the confidence in a relation whose other half says no.
func (j *joiner) federate() {
	by := sync.OnceValue(func() map[account][]*nhi.Edge { return trusted(j.inv.Edges) })
	for _, n := range j.identities {
		i := n.identity
		platform := i.Attributes["federation"]
		if platform == "" {
			continue
		}
		for _, e := range n.ways(nhi.Reaches) {
			if to := e.to.identity; to != nil && to.Platform == platform {
				platform = ""
			}
		}
		if platform == "" {
			continue
		}
		var found *nhi.Edge
		several := false
		for _, e := range by()[account{i.Namespace, i.Name}] {
			if to := j.at(e.From).identity; to != nil && to.Platform == platform && to.Environment == i.Environment || to != nil && to.Platform == platform && (to.Environment == "" || i.Environment == "") {
				several = several || found != nil && j.at(found.From) != j.at(e.From)
				found = e
			}
		}
		if found == nil || several {
			continue
		}
		to := j.at(found.From).identity
		e := &nhi.Edge{Kind: nhi.Reaches, From: i.Key, To: to.Key, Confidence: byTrust, At: found.At,
			Note: fmt.Sprintf("the %s '%s' trusts the %s '%s'", words(to.Kind), to.Name, words(i.Kind), i.Name)}
		j.link(link{n, way{e, e.Kind, j.at(e.To)}})
	}
	for _, e := range j.links {
		if e.kind != nhi.Reaches {
			continue
		}
		if from := e.from.identity; from != nil && e.to.identity != nil && refuses(e.to, from) {
			e.Confidence = min(e.Confidence, refused)
		}
	}
}

// refuses says whether the trust of an identity names others of the kind of an
// account or a job, and is known as a whole, and does not name this one.
func refuses(to *node, from *nhi.Identity) bool {
	named := false
	for _, e := range to.ways(nhi.Trusts) {
		_, pattern, ok := nhi.Subject(e.To)
		switch {
		case !ok:
			// A service that vouches for others (pods.eks.amazonaws.com), or a principal.
			if !strings.HasPrefix(e.To, "issuer:") {
				return false
			}
		case pattern == "?":
			return false
		case from.Kind == "service-account" && from.Platform == "kubernetes":
			named = named || strings.HasPrefix(pattern, "system:serviceaccount:")
			if glob(pattern, nhi.AccountSubject(from.Namespace, from.Name)) {
				return false
			}
		case from.Attributes[nhi.Subjects] != "":
			named = named || strings.HasPrefix(pattern, "repo:")
			if fits(pattern, from.Attributes[nhi.Subjects]) {
				return false
			}
		default:
			return false
		}
	}
	return named
}

// mainBranches are the names that default branches have.
var mainBranches = [...]string{"main", "master", "trunk"}

// fits says whether a job of a repository may be called so that a pattern takes it:
// subjects are what follows the repository's name, a space between them.
func fits(pattern, subjects string) bool {
	if pattern == "*" {
		return true
	}
	rest, ok := strings.CutPrefix(pattern, "repo:")
	if !ok {
		return false
	}
	_, context, ok := strings.Cut(rest, ":")
	if !ok {
		return strings.HasSuffix(rest, "*")
	}
	for s := range strings.FieldsSeq(subjects) {
		branch, main := strings.CutSuffix(s, "?")
		switch {
		case main:
			for _, b := range mainBranches {
				if glob(context, branch+b) {
					return true
				}
			}
		case strings.Contains(s, "*"):
			a, _, _ := strings.Cut(s, "*")
			b, _, _ := strings.Cut(context, "*")
			if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
				return true
			}
		case glob(context, s):
			return true
		}
	}
	return false
}

// glob says whether a pattern with stars covers a text.
func glob(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	for _, p := range parts[1 : len(parts)-1] {
		_, after, ok := strings.Cut(text, p)
		if !ok {
			return false
		}
		text = after
	}
	return strings.HasSuffix(text, parts[len(parts)-1])
}

// admits writes beside an identity that jobs of the tree take by their token which
// agents of its pipelines its trust lets in as well, although they do not take it.
// That a job takes it tells that the trust is about this repository.
func (j *joiner) admits() {
	type candidate struct {
		agent *nhi.Agent
		token *nhi.Identity
	}
	var jobs []candidate
	takes := map[*nhi.Identity]map[*nhi.Agent]bool{}
	for _, n := range j.everyone() {
		a := n.agent
		for _, e := range n.ways(nhi.RunsAs) {
			token := e.to.identity
			if token == nil || token.Attributes[nhi.Subjects] == "" {
				continue
			}
			if n.is {
				jobs = append(jobs, candidate{a, token})
			}
			for _, r := range e.to.ways(nhi.Reaches) {
				if i := r.to.identity; i != nil && r.Confidence > refused {
					if takes[i] == nil {
						takes[i] = map[*nhi.Agent]bool{}
					}
					takes[i][a] = true
				}
			}
		}
	}
	for _, n := range j.identities {
		i := n.identity
		if takes[i] == nil {
			continue
		}
		repositories := map[string]bool{}
		var patterns []*nhi.Edge
		for _, e := range n.ways(nhi.Trusts) {
			_, pattern, ok := nhi.Subject(e.To)
			rest, repo := strings.CutPrefix(pattern, "repo:")
			if !ok || !repo {
				continue
			}
			name, _, _ := strings.Cut(rest, ":")
			repositories[name] = true
			patterns = append(patterns, e.Edge)
		}
		if len(repositories) != 1 {
			continue // which of them this is cannot be told
		}
		for _, c := range jobs {
			if takes[i][c.agent] || len(i.Admits) == maxAdmitted {
				continue
			}
			if n := slices.IndexFunc(patterns, func(e *nhi.Edge) bool {
				_, pattern, _ := nhi.Subject(e.To)
				return fits(pattern, c.token.Attributes[nhi.Subjects])
			}); n >= 0 {
				i.Admits = append(i.Admits, c.agent.Ref(nhi.Certain))
				j.addStep(&i.Trust, nhi.Step{At: patterns[n].At, Note: fmt.Sprintf("the trust of '%s'", i.Name)})
			}
		}
	}
}

// maxAdmitted is how many agents that a trust lets in are told.
const maxAdmitted = 20
