package iam

import (
	"fmt"
	"slices"
	"strings"
)

// vaultOwn are paths that concern only the caller's own token or its own
// cubbyhole; the default policy grants most of them:
// https://developer.hashicorp.com/vault/docs/concepts/policies#default-policy
var vaultOwn = []string{
	"auth/token/lookup-self", "auth/token/renew-self", "auth/token/revoke-self", "auth/token/renew", "auth/token/lookup", "sys/capabilities-self", "sys/leases/renew",
	"sys/leases/revoke", "sys/leases/lookup", "sys/renew", "sys/renew/*", "cubbyhole/*", "sys/wrapping/*", "sys/tools/hash*", "sys/health", "sys/internal/ui/*",
	"identity/entity/id/{{*", "identity/oidc/provider/*",
}

// vaultPowers are paths whose change gives rights away, or takes the store of
// everybody; x stands for any name:
// https://developer.hashicorp.com/vault/docs/concepts/policies#root-protected-api-endpoints
var vaultPowers = []struct{ path, hazard, why string }{
	{"sys/policies/acl/x", Escalation, "may write every policy"},
	{"sys/policy/x", Escalation, "may write every policy"},
	{"sys/auth/x", Escalation, "may change how everybody logs in"},
	{"auth/x/role/x", Escalation, "may change roles of an auth method"},
	{"auth/token/create-orphan", Escalation, "may make tokens that outlive its own"},
	{"identity/entity", Escalation, "may change entities and their policies"},
	{"identity/entity/x", Escalation, "may change entities and their policies"},
	{"identity/entity-alias", Escalation, "may map logins to any entity"},
	{"identity/entity-alias/x", Escalation, "may map logins to any entity"},
	{"identity/group", Escalation, "may change groups and their policies"},
	{"identity/group/x", Escalation, "may change groups and their policies"},
	{"sys/generate-root/attempt", Escalation, "may make a root token"},
	{"sys/mounts/x", "", "may mount, tune and remove every secrets engine"},
	{"sys/namespaces/x", "", "may make and remove every namespace"},
}

// vaultGeneral are the mounts of secrets that everybody shares: Vault's default
// names, and any name at all.
var vaultGeneral = map[string]bool{"secret": true, "secrets": true, "kv": true, "+": true}

// VaultPath judges one path of a Vault policy with its capabilities.
func VaultPath(path string, capabilities []string) Judgement {
	caps := map[string]bool{}
	for _, c := range capabilities {
		if strings.Contains(c, "${") {
			return Judgement{} // it may be deny
		}
		caps[strings.ToLower(strings.TrimSpace(c))] = true
	}
	switch {
	case caps["deny"]:
		return Judgement{Breadth: Narrow, Justified: true}
	case len(caps) == 0:
		return Judgement{}
	}
	path = strings.TrimPrefix(path, "/")
	writes := caps["create"] || caps["update"] || caps["patch"] || caps["delete"] || caps["sudo"] || caps["root"] || caps["write"]
	reads := caps["read"] || caps["root"]
	j := Judgement{Breadth: Narrow, Writes: writes}
	for _, own := range vaultOwn {
		if match(own, path) {
			j.Justified, j.Writes = true, false
			return j
		}
	}
	if strings.Contains(path, "${") {
		return j
	}
	segments := strings.Split(path, "/")
	everything := strings.Trim(path, "*+/") == "" && strings.HasSuffix(path, "*")
	open := strings.HasSuffix(path, "*") || strings.HasSuffix(path, "+")
	switch {
	case everything && writes:
		j.Breadth, j.Why = Admin, fmt.Sprintf("changes every path (%q)", path)
		if !caps["sudo"] && !caps["root"] && !(caps["create"] && caps["update"] && caps["delete"]) {
			j.Breadth = Wildcard
		}
		return j
	case everything && reads:
		j.Breadth, j.Hazards, j.Why = Wildcard, []string{ReadsAllSecrets}, fmt.Sprintf("reads every path (%q)", path)
		return j
	case everything:
		j.Breadth, j.Why = Broad, fmt.Sprintf("lists every path (%q)", path)
		return j
	}
	if writes {
		for _, p := range vaultPowers {
			if path == p.path || open && vaultMatch(path, p.path) {
				j.Hazards = union(nil, strings.Fields(p.hazard))
				j.Breadth, j.Why = Broad, fmt.Sprintf("%s (%q)", p.why, path)
				if p.hazard == "" || strings.Count(path, "/") == 1 && strings.HasSuffix(path, "/*") {
					j.Breadth = Wildcard // everybody's stores, or all of sys, auth, identity
				}
				return j
			}
		}
	}
	if strings.HasPrefix(path, "auth/token/create") && writes {
		// A child token has no more rights than its parent, but its own life.
		j.Breadth, j.Why = Broad, fmt.Sprintf("makes tokens (%q)", path)
		if caps["sudo"] || path == "auth/token/create-orphan" {
			j.Hazards = []string{Escalation}
		}
		return j
	}
	mount := strings.ToLower(segments[0])
	general := vaultGeneral[strings.TrimRight(mount, "*")]
	below := segments[1:]
	if len(below) > 0 && slices.Contains([]string{"metadata", "delete", "undelete", "destroy", "config"}, below[0]) {
		if general && open && len(below) == 2 && strings.Trim(below[1], "*+") == "" && caps["delete"] {
			j.Breadth, j.Why = Broad, fmt.Sprintf("deletes every secret of a mount (%q)", path)
		}
		return j
	}
	if len(below) > 0 && below[0] == "data" {
		below = below[1:]
	}
	if !open || len(below) == 0 && !strings.HasSuffix(mount, "*") || strings.Trim(strings.Join(below, ""), "*+") != "" {
		return j // one path, or a folder of a mount
	}
	switch {
	case general && writes:
		j.Breadth, j.Why = Wildcard, fmt.Sprintf("changes every secret of a mount (%q)", path)
		if reads {
			j.Hazards = []string{ReadsAllSecrets}
			j.Why = fmt.Sprintf("reads and changes every secret of a mount (%q)", path)
		}
	case general && reads:
		j.Breadth, j.Hazards, j.Why = Broad, []string{ReadsAllSecrets}, fmt.Sprintf("reads every secret of a mount (%q)", path)
	case mount == "sys" || mount == "auth" || mount == "identity":
		if writes {
			j.Breadth, j.Hazards, j.Why = Wildcard, []string{Escalation}, fmt.Sprintf("changes everything under %q", path)
		} else {
			j.Breadth, j.Why = Broad, fmt.Sprintf("reads everything under %q", path)
		}
	case caps["sudo"] || caps["root"]:
		j.Breadth, j.Why = Wildcard, fmt.Sprintf("administers the whole mount (%q)", path)
	}
	return j // a mount with a name of its own is its client's own
}

// vaultMatch says whether a policy path covers a path: * at the end matches any
// rest, + one segment.
func vaultMatch(pattern, path string) bool {
	prefix, star := strings.CutSuffix(pattern, "*")
	p, t := strings.Split(prefix, "/"), strings.Split(path, "/")
	for i, seg := range p {
		last := i == len(p)-1
		switch {
		case i >= len(t):
			return false
		case last && star:
			return seg == "" || strings.HasPrefix(t[i], seg)
		// x stands for any name in the table.
		case seg != t[i] && seg != "+" && t[i] != "x":
			return false
		}
	}
	return len(p) == len(t)
}
