package golang

import (
	"go/ast"
	"go/types"
	"sort"
	"strconv"

	"github.com/nhivet/nhivet/internal/nhi"
)

// lived is a credential that the code has made, and how long it lives.
type lived struct {
	site
	at       ast.Node // where the life is written, or should have been
	lifetime nhi.Lifetime
}

// claims looks at a set of claims that is signed.
func (f *Flow) claims(s site) {
	t := &signing{flow: f, code: f.code}
	switch t.state(s) {
	case claimAbsent:
		f.lived = append(f.lived, lived{s, t.lit, nhi.Lifetime{Known: true, Never: true, Basis: nhi.Defaulted, Field: "exp", Source: rfcExp}})
	case claimGiven:
		s.sink.As, s.sink.Field, s.sink.Now, s.sink.Unit = "jwt", "exp", true, 1
		s.arg = value{expr: t.exp}
		f.life(s)
	default:
		if p, ok := f.code.params[t.from]; ok && !p.rest {
			q := s.sink
			q.Index = p.index
			if f.mark(p.fn, q) {
				f.calls(f.code.callers[p.fn], q, f.onward(s))
			}
		}
	}
}

// life looks at a lifetime.
func (f *Flow) life(s site) {
	t, ok := f.term(s.arg.expr, 0)
	if !ok || t.now != s.sink.Now {
		return
	}
	if t.known() {
		if n := int64(t.fixed * s.sink.Unit); n > 0 && t.fixed*s.sink.Unit < 1e12 {
			l := nhi.Lifetime{Known: true, Seconds: n, Basis: nhi.Written, Field: s.sink.Field, Renewable: s.sink.Renewed}
			f.lived = append(f.lived, lived{s, s.arg.expr, l})
		}
		return
	}
	if t.fixed != 0 {
		return
	}
	q := s.sink
	q.Unit, q.Now, q.Slot = q.Unit*t.unit, false, toLife
	if p, ok := f.code.params[t.object]; ok {
		q.Index = p.index
		if !p.rest && f.mark(p.fn, q) {
			f.calls(f.code.callers[p.fn], q, f.onward(s))
		}
		return
	}
	q.Index = field
	if t.object.IsField() && f.mark(t.object, q) {
		f.values(f.code.fields[t.object], q, f.onward(s))
	}
}

// lifeKinds are the credentials whose lives code states.
var lifeKinds = map[string]struct{ title, vendor string }{
	"jwt":                        {"signed JWT", ""},
	"aws-role-session":           {"AWS session", "AWS"},
	"vault-token":                {"Vault token", "Vault"},
	"kubernetes-projected-token": {"Kubernetes token", "Kubernetes"},
	"client-certificate":         {"Client certificate", ""},
	"azure-sas":                  {"Azure SAS", "Azure"},
}

// lifetimes is the Lifetimes pass.
func lifetimes(f *Flow) *nhi.Facts {
	facts := &nhi.Facts{}
	seen := map[ast.Node]bool{}
	for _, l := range f.lived {
		at := f.code.Span(l.at.Pos(), l.at.End())
		if !at.Valid() || seen[l.at] {
			continue
		}
		seen[l.at] = true
		kind := l.sink.As
		name := "token"
		if l.within != nil {
			name = l.within.Name.Name
		}
		c := &nhi.Credential{
			Key: nhi.Key("go-issued", at.File.Path, strconv.Itoa(at.Start)), Kind: kind, Title: lifeKinds[kind].title, Vendor: lifeKinds[kind].vendor, Name: name,
			Origin: nhi.FromIssuer, Store: "code", Lifetime: l.lifetime, Confidence: nhi.Certain,
			Attributes: map[string]string{"function": name}, At: at,
		}
		if made := f.code.Span(l.site.at.Pos(), l.site.at.End()); made.Valid() && !made.Overlaps(at) {
			c.Related = []nhi.Step{{At: made, Note: "made here"}}
		}
		c.Related = append(c.Related, l.via...)
		facts.Credentials = append(facts.Credentials, c)
	}
	sort.SliceStable(facts.Credentials, func(i, j int) bool { return facts.Credentials[i].At.Less(facts.Credentials[j].At) })
	return facts
}

// owns says whether a field belongs to a struct of a name, which a field itself
// does not say.
func owns(typ string, v *types.Var) bool {
	if v.Pkg() == nil {
		return false
	}
	obj := v.Pkg().Scope().Lookup(typ)
	if obj == nil {
		return false
	}
	_, st := named(obj.Type())
	for i := 0; st != nil && i < st.NumFields(); i++ {
		if st.Field(i) == v {
			return true
		}
	}
	return false
}
