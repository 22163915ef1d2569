package terraform

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// certain, and the other weights of evidence, are those of internal/agents: a
// platform's own word for an agent, and what is nearly always one.
const (
	certain = 95
	strong  = 80
	medium  = 55
)

var (
	computeDefault = &fallback{key: "compute", name: "the Compute Engine default service account", platform: "google",
		source: "https://cloud.google.com/run/docs/configuring/services/service-identity"}
	reasoningDefault = &fallback{key: "reasoning-engine", name: "the project's Reasoning Engine service agent", platform: "google",
		source: "https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/set-up", unless: "spec.identity_type", value: "AGENT_IDENTITY"}
)

func (r *reader) workloads() {
	for _, b := range r.resources() {
		if row, ok := workloadRows[b.labels[0]]; ok {
			r.within(b, func() { r.workload(b, row) })
		}
		if b.labels[0] == "aws_bedrockagent_agent_action_group" {
			r.within(b, func() { r.action(b) })
		}
	}
}

func (r *reader) workload(b *block, row workloadRow) {
	name := r.title(b, row.name)
	a := &nhi.Agent{Key: r.id(b), Name: name, Kind: "workload", Platform: row.platform, At: b.head,
		Attributes: map[string]string{"address": b.address()}}
	w := agents.Workload{Name: name, Path: b.file.Path, At: b.head}
	if row.namespace != "" {
		w.Namespace = r.at(b, row.namespace).lit()
		if w.Namespace != "" {
			a.Attributes["namespace"] = w.Namespace
		}
		for _, f := range fieldsOf(r.at(b, "metadata.labels")) {
			w.Labels = append(w.Labels, agents.Item{Text: f.key + "=" + f.val.display(), At: f.keySpan})
		}
	}
	for _, p := range row.images {
		for _, v := range r.all(b, p) {
			if t := v.display(); t != "" {
				w.Images = append(w.Images, agents.Item{Text: t, At: v.span})
			}
		}
	}
	for _, p := range row.args {
		for _, v := range r.all(b, p) {
			for _, i := range v.each() {
				w.Args = append(w.Args, agents.Item{Text: i.display(), At: i.span})
			}
		}
	}
	var env []variable
	for _, p := range row.env {
		env = append(env, r.environment(b, p)...)
	}
	if row.containers != "" {
		v := r.at(b, row.containers)
		if d := v.document(); d != nil {
			v = d
		}
		for _, c := range v.each() {
			env = append(env, entries(c.get("environment"), false)...)
			env = append(env, entries(c.get("secrets"), true)...)
			if i := c.get("image"); i != nil {
				w.Images = append(w.Images, agents.Item{Text: i.display(), At: i.span})
			}
			for _, i := range c.get("command").each() {
				w.Args = append(w.Args, agents.Item{Text: i.display(), At: i.span})
			}
			w.Names = append(w.Names, agents.Item{Text: c.get("name").display(), At: b.head})
		}
	}
	for _, e := range env {
		w.Env = append(w.Env, agents.Item{Text: e.name, At: e.at})
	}
	identity := r.runsAs(b, row, a)
	if at, ok := r.models[identity]; ok {
		w.Models = append(w.Models, agents.Item{Text: "its identity may call a model", At: at})
	}
	if row.score > 0 {
		a.Kind, a.Score = "managed", row.score
		a.Evidence = []nhi.Evidence{{Weight: row.score, Reason: "a " + b.labels[0] + " is an agent", At: b.head}}
		if p := r.at(b, "protocol_configuration.server_protocol"); p.lit() == "MCP" {
			// A tool server: what agents call, not one itself.
			a.Score = 30
			a.Evidence = []nhi.Evidence{{Weight: 30, Reason: "serves MCP tools", At: p.span}}
		}
	} else {
		a.Score, a.Evidence = agents.Score(w)
	}
	image := ""
	if len(w.Images) == 1 {
		image = w.Images[0].Text
	}
	a.Family = agents.Family(name, image)
	where := w.Namespace
	if where == "" {
		where = r.accountOf(b).alias
	}
	a.Environment = agents.Environment(b.caller(), where, name)
	r.noteAccount(b, a.Attributes)
	r.facts.Agents = append(r.facts.Agents, a)
	r.doors(a, b)
	platform := ""
	if r.attached(b, row) {
		platform = row.platform
	}
	for _, e := range env {
		r.holds(a, e, platform)
	}
	if row.platform == "kubernetes" {
		r.mountedTokens(a, b, row)
	}
}

// runsAs relates a workload to its identity and returns that identity's key.
func (r *reader) runsAs(b *block, row workloadRow, a *nhi.Agent) string {
	for _, p := range row.runsAs {
		v := r.at(b, p)
		if v.absent() || v.known() && v.text == "" {
			continue
		}
		first := ""
		for _, i := range v.each() {
			namespace := ""
			if row.platform == "kubernetes" {
				if namespace = a.Attributes["namespace"]; namespace == "" {
					namespace = "default"
				}
			}
			if key := r.principal(i, namespace); key != "" {
				r.edge(nhi.RunsAs, a.Key, key, i.span)
				if first == "" {
					first = key
				}
			}
		}
		return first
	}
	if row.platform == "azure" && strings.Contains(r.at(b, "identity.type").lit(), "SystemAssigned") {
		key := r.systemAssigned(b)
		r.edge(nhi.RunsAs, a.Key, key, b.head)
		return key
	}
	if row.platform == "kubernetes" && !b.partial {
		r.defaultAccount(b, row, a)
		return ""
	}
	if f := row.fallback; f != nil && len(row.runsAs) > 0 && !b.partial {
		if u := r.at(b, f.unless); f.unless != "" && !u.absent() && (!u.known() || u.text == f.value) {
			return ""
		}
		project := ""
		if p := r.googleProject(b); p != nil {
			project = p.display()
		}
		key := nhi.Key("default-identity", f.platform, f.key, r.dir, project)
		if !r.emitted[key] {
			r.emitted[key] = true
			r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: f.name, Kind: "service-account", Platform: f.platform,
				Default: true, DefaultSource: f.source, At: b.head})
		}
		r.edge(nhi.RunsAs, a.Key, key, b.head)
		return key
	}
	return ""
}

// defaultAccount relates a pod that names no account to the one that its
// namespace gives it, unless it gets no token of it.
func (r *reader) defaultAccount(b *block, row workloadRow, a *nhi.Agent) {
	spec := strings.TrimSuffix(row.runsAs[0], "service_account_name")
	mount, namespace := r.at(b, spec+"automount_service_account_token"), r.at(b, row.namespace)
	if on, ok := mount.truth(); !mount.absent() && (!ok || !on) || !namespace.absent() && !namespace.known() {
		return
	}
	if d, ok := r.fallback(b, "automount_service_account_token"); mount.absent() && slices.Contains(podOwners, b.labels[0]) && (!ok || d.value != "true") {
		return
	}
	key := r.serviceAccount(namespace.lit(), "default")
	if !r.emitted[key] {
		r.emitted[key] = true
		r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: "default", Kind: "service-account", Platform: "kubernetes", Namespace: orDefault(namespace.lit()),
			Default: true, DefaultSource: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/", At: b.head})
	}
	r.edge(nhi.RunsAs, a.Key, key, b.head)
}

// variable is an entry of a workload's environment.
type variable struct {
	name  string
	at    nhi.Span
	val   *value
	store bool // val names an entry of a secret store
}

// environment reads a map of variables, or blocks with name and value.
func (r *reader) environment(b *block, p string) []variable {
	var out []variable
	parents, last := []*block{b}, p
	for {
		name, rest, more := strings.Cut(last, ".")
		if !more {
			break
		}
		var next []*block
		for _, q := range parents {
			next = append(next, r.nested(q, name)...)
		}
		if len(next) == 0 {
			break
		}
		parents, last = next, rest
	}
	for _, q := range parents {
		inner := r.nested(q, last)
		for _, e := range inner {
			name := r.at(e, "name")
			v := variable{name: name.lit(), at: e.head, val: r.at(e, "value")}
			if name != nil {
				v.at = name.span
			}
			for _, from := range []string{"value_source.secret_key_ref.secret", "value_from.secret_key_ref.name", "secret_ref.secret", "secret_name"} {
				if s := r.at(e, from); !s.absent() && v.val.absent() {
					v.val, v.store = s, true
					// Of an entry, the key is part of what is read.
					if k := r.at(e, "value_from.secret_key_ref.key"); k.known() && s.known() {
						w := *s
						w.text += "#" + k.text
						v.val = &w
					}
				}
			}
			out = append(out, v)
		}
		if len(inner) == 0 {
			out = append(out, entries(r.at(q, last), false)...)
		}
	}
	return out
}

// entries reads {NAME = value} or [{name, value | valueFrom}].
func entries(v *value, store bool) []variable {
	var out []variable
	if v == nil {
		return nil
	}
	for _, f := range v.fields {
		out = append(out, variable{f.key, f.keySpan, f.val, store})
	}
	for _, i := range v.items {
		name := i.get("name")
		val := i.get("value")
		if val == nil {
			val = i.get("valueFrom")
		}
		if name.known() {
			out = append(out, variable{name.text, name.span, val, store})
		}
	}
	return out
}

// all evaluates an argument in every block of its path.
func (r *reader) all(b *block, p string) []*value {
	name, rest, more := strings.Cut(p, ".")
	if !more {
		if v := r.at(b, p); !v.absent() {
			return []*value{v}
		}
		return nil
	}
	inner := r.nested(b, name)
	if len(inner) == 0 {
		if v := r.at(b, p); !v.absent() {
			return []*value{v}
		}
		return nil
	}
	var out []*value
	for _, c := range inner {
		out = append(out, r.all(c, rest)...)
	}
	return out
}

// holds relates a workload to a credential in its environment. platform is where
// the workload has an identity, empty when it has none.
func (r *reader) holds(a *nhi.Agent, e variable, platform string) {
	if e.name == "" || e.val.absent() {
		return
	}
	if e.val.known() && !e.store {
		if c := r.literal(e.name, e.val); c != nil {
			c.Store = "env"
			c.Environment = a.Environment
			shadow(c, platform, e.name)
			r.facts.Credentials = append(r.facts.Credentials, c)
			r.edge(nhi.Holds, a.Key, c.Key, e.at)
		}
		return
	}
	c := creds.Describe(e.name)
	if c == nil {
		return
	}
	c.Origin, c.Store, c.At = nhi.FromUnknown, "env", e.val.span
	c.Environment = a.Environment
	to, ok := storeRef(e.val)
	switch {
	case ok:
		c.Key = r.key(to.addr)
		if e.store || stores[to.kind()] {
			c.Origin = nhi.FromStore
		}
		if e.store && e.val.known() {
			c.Aliases = []string{nhi.Key("secret", r.dir, e.val.text)}
		}
	case e.val.known(): // the name of a secret, or its ARN
		c.Key, c.Origin = nhi.Key("secret", r.dir, e.val.text), nhi.FromStore
	default:
		return
	}
	shadow(c, platform, e.name)
	r.facts.Credentials = append(r.facts.Credentials, c)
	r.edge(nhi.Holds, a.Key, c.Key, e.at)
}

// stores are resources of secret stores.
var stores = map[string]bool{
	"aws_secretsmanager_secret": true, "aws_secretsmanager_secret_version": true, "aws_ssm_parameter": true,
	"google_secret_manager_secret": true, "google_secret_manager_secret_version": true, "azurerm_key_vault_secret": true,
	"vault_generic_secret": true, "vault_kv_secret_v2": true, "vault_kv_secret": true, "kubernetes_secret": true, "kubernetes_secret_v1": true,
}

// storeRef is the reference that a credential comes from: a store before all
// others. A text with several parts is no reference.
func storeRef(v *value) (ref, bool) {
	refs := v.allRefs()
	for _, to := range refs {
		if stores[to.kind()] {
			return to, true
		}
	}
	if len(refs) == 1 {
		return refs[0], true
	}
	return ref{}, false
}
