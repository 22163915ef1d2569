package fix

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// accountFixers give agents accounts of their own.
var accountFixers = []Fixer{
	{"shared-identity", nhi.Unsafe, "gives every agent but the first a service account of its own, named after its workload", "Kubernetes manifests", ownAccounts},
}

// holder is a workload that runs as an account.
type holder struct {
	at              nhi.Span // the account's name, where the workload gives it
	name, namespace string
}

// ownAccounts leaves the account to the first agent. The others get accounts
// without rights: which of the old one's each needs, nobody can tell from outside.
func ownAccounts(s *site) []nhi.Fix {
	shared := s.identity()
	if shared == nil || shared.Kind != "service-account" || shared.Platform != "kubernetes" {
		return nil
	}
	var holders []holder
	places := []nhi.Span{s.at()}
	for _, r := range s.finding.Related {
		if strings.Contains(r.Note, " runs as ") {
			places = append(places, r.At)
		}
	}
	for i, at := range places {
		h, ok := s.holder(at, shared.Name)
		if !ok && i > 0 {
			return nil // one that is no plain manifest, or has its account from elsewhere
		}
		if ok {
			holders = append(holders, h)
		}
	}
	if len(holders) < 2 || len(holders) < shared.SharedBy {
		return nil
	}
	var edits []nhi.Edit
	added := map[*nhi.File]string{}
	var order []*nhi.File
	for _, h := range holders[1:] {
		edits = append(edits, replace(h.at, h.name))
		if s.account(h) {
			continue
		}
		f := h.at.File
		nl := lineBreak(f)
		text := "---" + nl + "apiVersion: v1" + nl + "kind: ServiceAccount" + nl + "metadata:" + nl + "  name: " + h.name + nl
		if h.namespace != "" {
			text += "  namespace: " + h.namespace + nl
		}
		text += "automountServiceAccountToken: false" + nl // it has no rights yet
		if !slices.Contains(order, f) {
			order = append(order, f)
		}
		added[f] += text
	}
	for _, f := range order {
		text := added[f]
		if b := f.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
			text = lineBreak(f) + text
		}
		edits = append(edits, insert(f, f.Len(), text))
	}
	return one(nhi.Unsafe, "Give each agent an account of its own; bind to each the rights that its task needs, and mount the token where there are any.", edits...)
}

// identity is the one that was judged; nil for none.
func (s *site) identity() *nhi.Identity {
	if s.Inventory == nil {
		return nil
	}
	for _, i := range s.Inventory.Identities {
		if i.Key == s.finding.Subject && i.At == s.at() {
			return i
		}
	}
	return nil
}

// label is a name that Kubernetes takes for an account.
func label(s string) bool {
	return s != "" && len(s) <= 253 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-.") == "" && strings.Trim(s, "-.") == s
}

// holder reads the workload around the name of its account: a document of its own,
// with a name that is written out.
func (s *site) holder(at nhi.Span, account string) (holder, bool) {
	if !isYAML(at.File) || at.File.Derived() || at.Text() != account {
		return holder{}, false
	}
	steps := way(s.documents(at.File), at)
	if len(steps) < 2 || lastKey(steps) != "serviceAccountName" || steps[len(steps)-1].node.Span != at {
		return holder{}, false
	}
	h := holder{at: at, name: steps[0].node.Get("metadata", "name").Str(), namespace: steps[0].node.Get("metadata", "namespace").Str()}
	for _, st := range steps {
		if st.node.Kind == tree.Mapping && st.node.Get("serviceAccount") != nil {
			return holder{}, false // the old name of the same setting
		}
	}
	return h, label(h.name) && (h.namespace == "" || label(h.namespace))
}

// account says whether the tree has an account for a workload.
func (s *site) account(h holder) bool {
	return slices.ContainsFunc(s.Inventory.Identities, func(i *nhi.Identity) bool {
		return i.Kind == "service-account" && i.Platform == "kubernetes" && i.Name == h.name && i.Defined && (h.namespace == "" || i.Namespace == h.namespace)
	})
}
