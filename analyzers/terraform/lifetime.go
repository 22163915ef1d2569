package terraform

import (
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// lifetime reads the life of a credential and the argument that states it.
func (r *reader) lifetime(b *block, row credentialRow) (nhi.Lifetime, *attr) {
	if row.period.path != "" {
		if v, a := r.find(b, row.period.path); !v.absent() {
			p, ok := r.seconds(b, v, row.period)
			limit, limited := r.seconds(b, r.at(b, row.limit.path), row.limit)
			if !ok || !r.at(b, row.limit.path).absent() && !limited {
				return nhi.Lifetime{}, nil
			}
			if p > 0 && limit <= 0 {
				return nhi.Lifetime{Known: true, Seconds: p, Renewable: true, Basis: nhi.Written, Field: row.period.path}, a
			}
		}
	}
	for _, e := range row.endless {
		if r.holdsFor(b, e) {
			name, _, _ := strings.Cut(e, "=")
			if v, a := r.find(b, name); !v.absent() {
				return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Written, Field: name}, a
			}
		}
	}
	for _, d := range row.dates {
		v, a := r.find(b, d)
		switch {
		case v.absent():
			continue
		case v.known() && len(v.text) >= 10:
			l := nhi.Lifetime{Known: true, Basis: nhi.Written, Field: d, Expires: v.text}
			if row.from != "" {
				l.Seconds = between(r.at(b, row.from).lit(), v.text)
			}
			return l, a
		case v.after > 0:
			return nhi.Lifetime{Known: true, Seconds: v.after, Basis: nhi.Written, Field: d}, a
		}
		if s, ok := r.rotation(v); ok {
			return nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: d}, a
		}
		return nhi.Lifetime{}, nil
	}
	var (
		out nhi.Lifetime
		at  *attr
	)
	if row.limit.path != "" {
		// A hard limit cuts all others off.
		if v, a := r.find(b, row.limit.path); !v.absent() {
			s, ok := r.seconds(b, v, row.limit)
			if !ok {
				return nhi.Lifetime{}, nil
			}
			if s > 0 {
				return nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: row.limit.path}, a
			}
		}
	}
	for _, f := range row.fields {
		v, a := r.find(b, f.path)
		if v.absent() {
			continue
		}
		s, ok := r.seconds(b, v, f)
		if !ok {
			return nhi.Lifetime{}, nil
		}
		// A written 0 is the same as nothing.
		if s > out.Seconds {
			out, at = nhi.Lifetime{Known: true, Seconds: s, Basis: nhi.Written, Field: f.path}, a
		}
	}
	if out.Known || b.partial && !row.natural || row.mount && r.tuned(b) {
		return out, at
	}
	var names []string
	for _, f := range row.fields {
		names = append(names, f.path)
	}
	names = append(names, row.dates...)
	if row.natural {
		return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Field: strings.Join(names[:min(1, len(names))], ""), Source: row.source}, nil
	}
	for _, n := range names {
		if l := r.fallbackLife(b, n); l.Known {
			return l, nil
		}
	}
	return out, nil
}

// between is the time from one known date to another, in seconds; 0 when it
// cannot be told.
func between(from, to string) int64 {
	a, err := time.Parse(time.RFC3339, from)
	b, err2 := time.Parse(time.RFC3339, to)
	if err != nil || err2 != nil || !b.After(a) {
		return 0
	}
	return int64(b.Sub(a).Seconds())
}

// cognitoUnits are the values of token_validity_units.
var cognitoUnits = map[string]int64{"seconds": second, "minutes": minute, "hours": hour, "days": day}

func (r *reader) seconds(b *block, v *value, f lifeField) (int64, bool) {
	unit := f.unit
	if f.unitAt != "" {
		if u := r.at(b, f.unitAt); !u.absent() {
			if unit = cognitoUnits[u.lit()]; unit == 0 {
				return 0, false
			}
		}
	}
	if n, ok := v.number(); ok {
		if n < 0 || n*float64(unit) > 1e12 {
			return 0, false
		}
		return int64(n * float64(unit)), true
	}
	return nhi.Seconds(v.lit())
}

// periods are the arguments of time_rotating, and of time_offset with its own
// prefix; those that are written add up.
var periods = []lifeField{{path: "minutes", unit: minute}, {path: "hours", unit: hour}, {path: "days", unit: day}, {path: "months", unit: 30 * day}, {path: "years", unit: 365 * day}}

// rotation is the period of the time_rotating resource that a value refers to.
func (r *reader) rotation(v *value) (int64, bool) {
	for _, to := range v.allRefs() {
		prefix := map[string]string{"time_rotating": "rotation_", "time_offset": "offset_"}[to.kind()]
		b := r.objects[to.addr]
		if b == nil || prefix == "" {
			continue
		}
		var total int64
		for _, p := range periods {
			v := r.at(b, prefix+p.path)
			if v.absent() {
				continue
			}
			n, ok := v.number()
			if !ok || n < 0 || n > 1e6 {
				return 0, false
			}
			total += int64(n) * p.unit
		}
		if total > 0 {
			return total, true
		}
	}
	return 0, false
}

// tuned says whether the mount of a role may have another default life: it is
// tuned here, or it is not made here and so cannot be seen.
func (r *reader) tuned(b *block) bool {
	var v *value
	for _, name := range []string{"backend", "mount", "path"} {
		if v = r.at(b, name); !v.absent() {
			break
		}
	}
	untuned := func(m *block) bool {
		for _, name := range []string{"default_lease_ttl_seconds", "max_lease_ttl_seconds", "default_lease_ttl", "max_lease_ttl", "tune"} {
			if !r.at(m, name).absent() {
				return false
			}
		}
		for _, t := range r.nested(m, "tune") {
			if !r.at(t, "default_lease_ttl").absent() || !r.at(t, "max_lease_ttl").absent() {
				return false
			}
		}
		return true
	}
	for _, to := range v.allRefs() {
		if m := r.objects[to.addr]; m != nil {
			return !untuned(m)
		}
	}
	own := r.vaultMount(b)
	for _, m := range r.resources("vault_auth_backend", "vault_mount", "vault_jwt_auth_backend", "vault_database_secrets_mount") {
		p := r.at(m, "path")
		if p.absent() {
			p = r.at(m, "type")
		}
		other := own != "" && p.known() && strings.Trim(p.text, "/") != own
		if !other && !untuned(m) {
			return true
		}
	}
	// A mount that another configuration owns may be tuned there; one that is named
	// by a text or left to its default is taken as Vault makes it.
	return !v.absent() && !v.known()
}
