package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

func (r *reader) credentials() {
	r.providerKeys()
	roles := map[*nhi.Credential]*block{}
	all := r.resources()
	all = append(all[:len(all):len(all)], r.data...)
	for _, b := range all {
		kind := b.labels[0]
		if b.typ == "data" {
			kind = "data." + kind
		}
		r.within(b, func() {
			for i, row := range credentialRows[kind] {
				c := r.credential(b, row)
				if c == nil {
					continue
				}
				if i > 0 && row.subject != "#self" {
					c.Key += "/" + row.kind
				}
				r.facts.Credentials = append(r.facts.Credentials, c)
				if row.vendor == "vault" && row.subject == "#self" {
					roles[c] = b
				}
			}
		})
	}
	r.tellApart(roles)
}

// tellApart puts the mount before the names of Vault roles that are the same on
// several mounts.
func (r *reader) tellApart(roles map[*nhi.Credential]*block) {
	type named struct{ kind, name string }
	mounts := map[named]map[string]bool{}
	for c, b := range roles {
		n := named{c.Kind, c.Name}
		if mounts[n] == nil {
			mounts[n] = map[string]bool{}
		}
		mounts[n][r.mountName(b)] = true
	}
	for c, b := range roles {
		if m := r.mountName(b); m != "" && len(mounts[named{c.Kind, c.Name}]) > 1 {
			c.Name = m + "/" + c.Name
		}
	}
}

// mountName is what a role's mount is called: its path, or the label of the
// resource that makes it.
func (r *reader) mountName(b *block) string {
	if m := r.vaultMount(b); m != "" {
		return m
	}
	for _, p := range []string{"backend", "mount"} {
		for _, to := range r.at(b, p).allRefs() {
			return to.addr[strings.LastIndexByte(to.addr, '.')+1:]
		}
	}
	return ""
}

// holdsFor says whether "argument=value" is true of a block, or one of several
// values with "|" between. An unknown value does not. "argument=" means absent or
// zero.
func (r *reader) holdsFor(b *block, condition string) bool {
	name, want, _ := strings.Cut(condition, "=")
	v := r.at(b, name)
	if want == "" {
		return v.absent() || v.known() && (v.text == "" || v.text == "0")
	}
	return v.known() && slices.Contains(strings.Split(want, "|"), v.text)
}

// mayHold is holdsFor, and true of a value that is not known.
func (r *reader) mayHold(b *block, condition string) bool {
	name, _, _ := strings.Cut(condition, "=")
	v := r.at(b, name)
	return r.holdsFor(b, condition) || !v.absent() && !v.known()
}

// has says whether one of some arguments is written, or may be.
func (r *reader) has(b *block, arguments []string) bool {
	for _, a := range arguments {
		if v := r.at(b, a); !v.absent() && !(v.known() && (v.text == "" || v.text == "NONE")) {
			return true
		}
	}
	return false
}

// makes says whether the module makes the value of one of some arguments.
func (r *reader) makes(b *block, arguments []string) bool {
	for _, a := range arguments {
		for _, to := range r.at(b, a).allRefs() {
			if credentialRows[to.kind()] != nil {
				return true
			}
		}
	}
	return false
}

func (r *reader) credential(b *block, row credentialRow) *nhi.Credential {
	if len(row.needs) > 0 && !r.has(b, row.needs) || r.has(b, row.unless) || len(row.unless) > 0 && b.partial || row.made && r.makes(b, row.needs) {
		return nil
	}
	var ids []*block
	if row.kind == "vault-secret-id" {
		ids = r.secretIDs(b)
		// Each may state its own life when it is made.
		limited := slices.ContainsFunc(ids, func(id *block) bool { return r.has(id, []string{"ttl", "num_uses"}) })
		if limited && r.at(b, "secret_id_ttl").absent() {
			return nil
		}
	}
	if row.only != "" && !r.holdsFor(b, row.only) || row.off != "" && r.mayHold(b, row.off) {
		return nil
	}
	c := &nhi.Credential{Key: r.id(b), Kind: row.kind, Title: row.title, Vendor: row.vendor, Name: r.title(b, row.name), Origin: nhi.FromIssuer,
		Static: row.static, Alternative: row.alternative, Confidence: nhi.Certain, At: b.head, Attributes: map[string]string{"address": b.address()}}
	if row.static {
		c.Store = "state"
	}
	// The identity of the same address has its own key.
	if row.subject == "#self" {
		c.Key = nhi.TerraformKey(r.dir, b.address()+"#"+row.kind)
		c.Subject = r.id(b)
	} else if row.subject != "" {
		v := r.at(b, row.subject)
		if row.subject == "metadata.annotations" {
			v = v.get("kubernetes.io/service-account.name")
			c.Subject = r.principal(v, orDefault(r.at(b, "metadata.namespace").lit()))
		} else {
			c.Subject = r.principal(v, "")
		}
	}
	if v := r.at(b, row.name); len(row.needs) > 0 && !v.absent() && !v.known() && v.kind == scalar {
		c.Name = v.display() // the resource is what people know it by, holes and all
	}
	for _, p := range row.needs {
		if v, a := r.find(b, p); a != nil && !v.absent() {
			c.At, c.Related = a.key, []nhi.Step{{At: b.head, Note: b.label()}}
			break
		}
	}
	var at *attr
	c.Lifetime, at = r.lifetime(b, row)
	if row.written && (c.Lifetime.Basis != nhi.Written || c.Lifetime.Seconds > 0 && c.Lifetime.Seconds <= row.usual) {
		return nil
	}
	if at != nil && c.Lifetime.Known {
		c.At = at.span
		c.Related = append(c.Related, nhi.Step{At: b.head, Note: b.label()})
		c.Related = append(c.Related, r.eval(b, at).from...)
	}
	for _, id := range ids {
		c.Related = append(c.Related, nhi.Step{At: id.head, Note: "a SecretID of it is made here"})
	}
	for _, p := range row.rotates {
		if v := r.at(b, p); !v.absent() {
			c.Rotated = nhi.Bool(true)
			if s, ok := r.rotation(v); ok && c.Lifetime.Basis != nhi.Written {
				c.Lifetime = nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: p}
			} else if !ok && c.Lifetime.Basis != nhi.Written {
				c.Lifetime = nhi.Lifetime{}
			}
		}
	}
	return c
}

func orDefault(namespace string) string {
	if namespace == "" {
		return "default"
	}
	return namespace
}
