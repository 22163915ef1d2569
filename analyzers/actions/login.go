package actions

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// logins states the cloud logins of a job: those before its last agent when it
// has one, all of them otherwise. A job without either is not worth a fact.
func (r *reader) logins(j *job, last int, agent bool) {
	state := func() {
		if agent {
			return
		}
		agent = true
		r.state(j, 0)
		r.trust(j)
		r.runsAs(j)
	}
	federated := map[string]bool{}
	for _, st := range j.steps[:last] {
		l := cloudLogins[st.action]
		if l == nil {
			continue
		}
		if keys := r.staticInputs(st, l); len(keys) > 0 {
			state()
			for _, u := range keys {
				u.holders, u.instead = []string{j.key}, l.instead
				r.take(j, u)
			}
		}
		for _, i := range r.assumed(st, l) {
			state()
			federated[l.vendor] = len(r.staticInputs(st, l)) == 0
			r.identity(i)
			r.edge(nhi.Reaches, j.token, i.Key, i.At)
		}
	}
	// Keys in the environment: of a job, of its steps, of an agent's step.
	var scopes []*scope
	if len(j.starts) == 0 {
		scopes = append(scopes, j.scope)
		for _, st := range j.steps[:last] {
			if st.node.Get("env") != nil {
				scopes = append(scopes, st.scope)
			}
		}
	} else {
		for _, s := range j.starts {
			scopes = append(scopes, s.step.scope)
		}
	}
	for _, s := range scopes {
		environmentOf(s, func(f tree.Field, in *scope) {
			k, ok := cloudKeys[f.Key]
			if !ok || !strings.Contains(f.Value.Str(), "${{") {
				return
			}
			// A key of a login that has gone before is no key that stays.
			if !r.stored(f.Value, in) {
				return
			}
			other := false
			environmentOf(s, func(o tree.Field, _ *scope) {
				other = other || o.Key == "AWS_SESSION_TOKEN" || strings.HasPrefix(o.Key, "AWS_ENDPOINT_URL")
			})
			if other && k.vendor == "AWS" {
				return
			}
			state()
			u := use{name: f.Key, node: f.Value, scope: in, at: f.Value.Span, holders: []string{j.key}, instead: k.instead}
			// What a login sets counts more than the environment of the job, and less
			// than that of a step; the tools of Azure look for the secret first.
			if federated[k.vendor] && (k.vendor != "AWS" || len(s.env) > len(j.scope.env) && s.env[0].node.Field(f.Key) != nil) {
				if _, order, ok := creds.StaticEnv(f.Key); ok {
					u.shadows, u.order = "the OIDC login of the job", order
				} else {
					u.vague = true // which of the two is used, nobody says
				}
			}
			r.take(j, u)
		})
	}
}

// stored says whether a value is made of a secret of CI, other than a key that
// only looks like one of AWS.
func (r *reader) stored(n *tree.Node, s *scope) bool {
	return slices.ContainsFunc(r.eval(n, s).sources, func(s source) bool {
		return (s.kind == fromSecret || s.kind == fromUnsaid) && !lookalike(s.name)
	})
}

// staticInputs are the inputs by which a login takes a key that stays the same.
func (r *reader) staticInputs(st *step, l *cloudLogin) []use {
	if l.temporary != "" && st.with[l.temporary] != nil && !r.input(st, l.temporary).empty() {
		return nil
	}
	var out []use
	for _, k := range l.static {
		n := st.with[k[0]]
		if n == nil || !r.stored(n, st.scope) {
			continue
		}
		out = append(out, use{name: k[1], node: n, scope: st.scope, at: n.Span})
	}
	return out
}

// assumed is whom a job becomes by its OIDC token: one, or several where a matrix
// names them.
func (r *reader) assumed(st *step, l *cloudLogin) []*nhi.Identity {
	n := st.with[l.role]
	if l.role == "" || n == nil || st.with["web-identity-token-file"] != nil {
		return nil
	}
	for _, need := range l.needs {
		if st.with[need] == nil {
			return nil
		}
	}
	if l.vendor == "Vault" && !r.input(st, "method").is("jwt") {
		return nil
	}
	v := r.eval(n, st.scope)
	vendor := strings.ToLower(l.vendor)
	if !v.closed {
		// One name of a secret or variable is one role, which nobody here knows.
		if len(v.sources) != 1 {
			return nil
		}
		name := v.sources[0].name
		if v.sources[0].kind == fromSecret {
			name = "secrets." + name
		} else if v.sources[0].kind != fromOther || !strings.HasPrefix(name, "vars.") {
			return nil
		}
		return []*nhi.Identity{{Key: nhi.Key("ci-oidc", vendor, r.root, name), Name: name, Kind: kinds[l.vendor], Platform: vendor, At: v.sources[0].at}}
	}
	var out []*nhi.Identity
	for _, name := range v.texts {
		i := &nhi.Identity{Name: name, Kind: kinds[l.vendor], Platform: vendor, At: r.origin(n, st.scope).Span}
		switch {
		case name == "":
			continue
		case l.vendor == "AWS" && strings.HasPrefix(name, "arn:"):
			i.Key = nhi.RoleARNKey(name)
		case l.vendor == "AWS":
			i.Key = nhi.Key("ci-oidc", vendor, r.root, name)
		case l.vendor == "Google":
			i.Key = nhi.GoogleAccountKey(name)
		case l.vendor == "Azure":
			i.Key = nhi.EntraClientKey(name)
		default:
			mount, ok := r.input(st, "path").one()
			if mount == "" || !ok {
				mount = "jwt" // the default of the input
			}
			i.Key = nhi.VaultRoleKey(mount, name)
		}
		out = append(out, i)
	}
	return out
}

// kinds are what the vendors call whom a job becomes.
var kinds = map[string]string{"AWS": "role", "Google": "service-account", "Azure": "client", "Vault": "vault-role"}
