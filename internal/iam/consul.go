package iam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// HCLGrant is what one rule of a policy of Consul or Nomad amounts to.
type HCLGrant struct {
	Judgement
	// Rule is the rule's head as written: key_prefix "".
	Rule string
	// Actions are its policy and its capabilities.
	Actions []string
	At      nhi.Span
}

// consulWrites are the rules of Consul whose write on everything is more than a
// service needs, by the resource. A rule of "<resource>_prefix" with an empty label
// is for everything.
// https://developer.hashicorp.com/consul/docs/reference/acl/rule
var consulWrites = map[string]Judgement{
	"acl":       {Breadth: Admin, Writes: true, Why: "makes tokens with every right"},
	"operator":  wide("operates the cluster"),
	"keyring":   wide("changes the keys of the cluster's gossip"),
	"key":       wide("changes every key of the store"),
	"service":   wide("registers and removes every service"),
	"node":      broad("registers and removes every node"),
	"agent":     broad("changes every agent"),
	"mesh":      broad("configures the mesh"),
	"peering":   broad("makes peers of other clusters"),
	"namespace": wide("has every right in every namespace"),
	"partition": wide("has every right in every partition"),
}

// nomadWrites are the same for Nomad.
// https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
var nomadWrites = map[string]Judgement{
	"namespace": wide("submits and stops every job"),
	"operator":  wide("operates the cluster"),
	"agent":     broad("changes every agent"),
	"node":      broad("drains and purges every node"),
	"quota":     broad("changes every quota"),
}

// nomadPowers are capabilities that, on every namespace, are more than a part of
// write.
var nomadPowers = map[string]Judgement{
	"alloc-node-exec": gives(Impersonation, "runs commands on every node"),
	"alloc-exec":      gives(Impersonation, "runs commands in every task"),
	"submit-job":      wide("submits every job"),
}

// Consul judges the rules of a policy of Consul.
func Consul(root *tree.Node) []HCLGrant {
	var out []HCLGrant
	for _, f := range fieldsOf(root) {
		kind, prefix := strings.CutSuffix(f.Key, "_prefix")
		policy, label := f.Value.Str(), ""
		at := f.KeySpan
		if f.Block {
			policy = f.Value.Get("policy").Str()
			if len(f.Labels) == 0 {
				continue
			}
			label, at = f.Labels[0].Text, at.Union(f.Labels[0].Span)
		}
		g := HCLGrant{Rule: rule(f), Actions: []string{policy}, At: at}
		g.Breadth, g.Writes = Narrow, policy == "write"
		all := !f.Block || prefix && label == ""
		switch {
		case policy == "" || strings.Contains(policy+label, "${"):
			g.Judgement = Judgement{}
		case all && g.Writes && consulWrites[kind].Breadth != "":
			g.Judgement = consulWrites[kind]
		case all && policy == "read" && kind == "key":
			g.Judgement = Judgement{Breadth: Broad, Hazards: []string{ReadsAllSecrets}, Why: "reads every key of the store"}
		}
		out = append(out, g.told())
	}
	return out
}

// Nomad judges the rules of a policy of Nomad.
func Nomad(root *tree.Node) []HCLGrant {
	var out []HCLGrant
	for _, f := range fieldsOf(root) {
		if !f.Block {
			continue
		}
		policy, caps := f.Value.Get("policy").Str(), f.Value.Get("capabilities").Strings()
		label, at := "", f.KeySpan
		if len(f.Labels) > 0 {
			label, at = f.Labels[0].Text, at.Union(f.Labels[0].Span)
		}
		g := HCLGrant{Rule: rule(f), Actions: append(strings.Fields(policy), caps...), At: at}
		g.Breadth = Narrow
		g.Writes = policy == "write" || policy == "scale" || slices.ContainsFunc(caps, func(c string) bool {
			return !strings.HasPrefix(c, "read-") && !strings.HasPrefix(c, "list-") && c != "deny"
		})
		all := label == "*" || len(f.Labels) == 0
		switch {
		case strings.Contains(policy+label, "${") || len(g.Actions) == 0 && f.Value.Get("variables") == nil:
			g.Judgement = Judgement{}
		case policy == "deny" || slices.Contains(caps, "deny"):
			g.Judgement = Judgement{Breadth: Narrow, Justified: true}
		case all && policy == "write" && nomadWrites[f.Key].Breadth != "":
			g.Judgement = nomadWrites[f.Key]
		case all && f.Key == "namespace":
			for _, c := range caps {
				if p := nomadPowers[c]; p.Breadth != "" {
					g.Judgement = g.Judgement.Join(p)
				}
			}
			if everyVariable(f.Value) {
				g.Judgement = g.Judgement.Join(Judgement{Breadth: Broad, Hazards: []string{ReadsAllSecrets}, Why: "reads every variable"})
			}
		}
		out = append(out, g.told())
	}
	return out
}

// everyVariable says whether a namespace's rule reads the variables of all paths.
func everyVariable(ns *tree.Node) bool {
	for _, v := range ns.Blocks("variables") {
		for _, p := range v.Value.Blocks("path") {
			if len(p.Labels) > 0 && p.Labels[0].Text == "*" && slices.Contains(p.Value.Get("capabilities").Strings(), "read") {
				return true
			}
		}
	}
	return false
}

func fieldsOf(n *tree.Node) []tree.Field {
	if n == nil {
		return nil
	}
	return n.Fields
}

// rule is the head of a rule as a person would write it.
func rule(f tree.Field) string {
	if len(f.Labels) > 0 {
		return fmt.Sprintf("%s %q", f.Key, f.Labels[0].Text)
	}
	return f.Key
}

// told puts the rule behind what it gives.
func (g HCLGrant) told() HCLGrant {
	if g.Why != "" {
		g.Why = fmt.Sprintf("%s (%s)", g.Why, g.Rule)
	}
	return g
}
