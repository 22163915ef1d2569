package nomad

import (
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tools"
	"github.com/nhivet/nhivet/internal/tree"
)

// task states what one task runs, as whom, and with what.
func (r *reader) task(p place, name string) {
	namespace := first(p.job.node, "namespace", "Namespace")
	a := &nhi.Agent{Key: nhi.Key("nomad-task", r.file.Path, p.job.name, p.group.name, p.task.name), Name: name, Kind: "workload", Platform: "nomad", At: p.task.at,
		Attributes: map[string]string{}}
	a.Environment = agents.Environment(r.file.Path, namespace.Str(), p.job.name)
	if namespace.Scalar() {
		a.Attributes["namespace"] = namespace.Text
	}
	if first(p.job.node, "periodic", "Periodic") != nil {
		a.ActsFor = "self"
	}
	if namespace.Str() == "default" {
		namespace = nil
	}
	h := &holder{agent: a, place: p, namespace: namespace.Str(), key: []string{p.job.name, p.group.name, p.task.name}}
	h.vault = merged(p, "vault", "Vault")
	h.secrets = map[string]block{}
	for _, s := range blocks(p.task.node, "secret", "Secrets") {
		h.secrets[s.name] = s
	}

	w := agents.Workload{Name: name, Namespace: namespace.Str(), Path: r.file.Path, At: p.task.at}
	for _, b := range []block{p.job, p.group, p.task} {
		if b.named && b.name != name {
			w.Names = append(w.Names, agents.Item{Text: b.name, At: b.at})
		}
	}
	config := r.config(p.task.node)
	if image := config.Get("image"); image != nil {
		w.Images = append(w.Images, agents.Item{Text: shown(image), At: image.Span})
	}
	args := words(config)
	for _, n := range args {
		w.Args = append(w.Args, agents.Item{Text: shown(n), At: n.Span})
	}
	for _, f := range pairs(p.task.node, "env", "Env") {
		if f.Key != "" {
			w.Env = append(w.Env, agents.Item{Text: f.Key, At: f.KeySpan})
		}
		r.env(h, f)
	}
	for _, t := range blocks(p.task.node, "template", "Templates") {
		for _, item := range r.rendered(h, t) {
			w.Env = append(w.Env, item)
		}
	}
	a.Score, a.Evidence = agents.Score(w)
	image := ""
	if len(w.Images) == 1 {
		image = w.Images[0].Text
	}
	a.Family = agents.Family(name, image)
	r.facts.Agents = append(r.facts.Agents, a)
	r.arguments(h, args)
	r.login(h, config)
	r.meta(p.job, p.task.node, "task", p.group.name+"/"+p.task.name)
	r.artifacts(h)
	r.checks(p.task.node, p.job, p.group.name+"/"+p.task.name)
	r.identities(h)
	r.vaultLogin(h)
	r.consulToken(h)
	if a.Score >= nhi.AgentScore {
		r.isolation(h, config)
	}
}

// config is the driver's own block; the JSON of the API has the driver's names.
func (r *reader) config(task *tree.Node) *tree.Node {
	return first(task, "config", "Config")
}

// words are the command line of a driver's config: docker and podman have an
// entrypoint, exec a command with arguments.
func words(config *tree.Node) []*tree.Node {
	var out []*tree.Node
	for _, name := range []string{"entrypoint", "command", "args"} {
		for _, n := range config.Get(name).Each() {
			if n.Scalar() || n.Kind == tree.Dynamic {
				out = append(out, n)
			}
		}
	}
	return out
}

// isolation states what of the host an agent's container gets, and whether there
// is a container at all.
func (r *reader) isolation(h *holder, config *tree.Node) {
	off := func(name, why string, at nhi.Span) {
		r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("nomad-isolation", h.agent.Key, name), Kind: "sandbox", Name: name, State: "off",
			Subject: h.agent.Key, Attributes: map[string]string{"why": why}, At: at})
	}
	// https://developer.hashicorp.com/nomad/docs/deploy/task-driver/raw_exec
	if driver := first(h.place.task.node, "driver", "Driver"); driver.Str() == "raw_exec" {
		off("driver raw_exec", "the task runs as Nomad's own user, without any isolation", driver.Span)
	}
	if on, known := truth(config.Get("privileged"), false); on && known {
		off("privileged", "the container has every device and capability of the host", config.Get("privileged").Span)
	}
	mount := func(source *tree.Node, text string, readOnly bool) {
		// A relative path is the task's own folder.
		if !strings.HasPrefix(text, "/") {
			return
		}
		area := tools.Place(text)
		if area.Breadth == "" || area.Breadth == "narrow" {
			return
		}
		g := &nhi.Grant{Key: nhi.Key("nomad-mount", h.agent.Key, text), Identity: h.agent.Key, System: "host", Name: h.agent.Name, Actions: []string{"read"}, Resources: []string{text},
			Scope: area.Scope, Breadth: area.Breadth, Hazards: area.Hazards, Why: area.Why, Writes: !readOnly, Confidence: nhi.Certain, At: source.Span}
		if !readOnly {
			g.Actions = append(g.Actions, "write")
		}
		r.facts.Grants = append(r.facts.Grants, g)
	}
	for _, v := range config.Get("volumes").Each() {
		if v.Scalar() {
			source, rest, _ := strings.Cut(v.Text, ":")
			mount(v, source, strings.HasSuffix(rest, ":ro"))
		}
	}
	for _, m := range append(blocks(config, "mount", "mount"), blocks(config, "mounts", "mounts")...) {
		source := m.node.Get("source")
		// mount is a volume of the engine unless it says bind.
		if kind := m.node.Get("type"); kind.Str() != "bind" || !source.Scalar() {
			continue
		}
		readOnly, known := truth(first(m.node, "readonly", "read_only"), false)
		mount(source, source.Text, readOnly || !known)
	}
}

// jwtMount is where Nomad logs in to Vault unless its agents are told otherwise
// (jwt_auth_backend_path): nomad/structs/config/vault.go.
const jwtMount = "jwt-nomad"

// commonRole is what "nomad setup vault" makes for all jobs; its policy is
// templated with each job's own name, so that who has it shares nothing:
// https://developer.hashicorp.com/nomad/docs/secure/vault/acl
const commonRole = "nomad-workloads"

// vaultLogin states as what a task is known to Vault: the role it names, or the
// policies that it asks for in the way of Nomad before 1.10. Without either the
// cluster's own default counts, which no job tells.
func (r *reader) vaultLogin(h *holder) {
	if len(h.vault) == 0 {
		return
	}
	kind := "legacy policies"
	role, policies := setting(h.vault, "role", "Role"), setting(h.vault, "policies", "Policies")
	namespace := h.vaultNamespace()
	switch {
	case role.Scalar() && role.Text != "":
		kind = "role"
		if role.Text != commonRole {
			mount := jwtMount
			if c := setting(h.vault, "cluster", "Cluster"); c.Scalar() && c.Text != "" && c.Text != "default" {
				mount = c.Text + "/" + mount
			}
			if namespace != "" {
				mount = namespace + "/" + mount
			}
			r.runsAs(h, &nhi.Identity{Key: nhi.VaultRoleKey(mount, role.Text), Name: role.Text, Kind: "vault-role", Platform: "vault", Namespace: namespace, At: role.Span})
		}
	case role != nil:
		kind = "role"
	case policies != nil:
		for _, p := range policies.Each() {
			if p.Scalar() && p.Text != "" && p.Text != "default" { // which every token has
				r.runsAs(h, &nhi.Identity{Key: nhi.VaultPolicyKey(namespace, p.Text), Name: p.Text, Kind: "vault-policy", Platform: "vault", Namespace: namespace, At: p.Span})
			}
		}
	default:
		kind = "the cluster's role"
	}
	// The token is in VAULT_TOKEN and a file unless both are switched off:
	// https://developer.hashicorp.com/nomad/docs/job-specification/vault
	env, envKnown := truth(setting(h.vault, "env", "Env"), true)
	noFile, fileKnown := truth(setting(h.vault, "disable_file", "DisableFile"), false)
	store := ""
	switch {
	case env && envKnown:
		store = "env"
	case !noFile && fileKnown:
		store = "file"
	default:
		return
	}
	c := &nhi.Credential{Key: nhi.Key("nomad-vault-token", h.agent.Key), Kind: "vault-token", Title: "Vault token of the task", Vendor: "Vault", Origin: nhi.FromIssuer, Store: store,
		Confidence: nhi.Certain, Environment: h.agent.Environment, Attributes: map[string]string{"login": kind}, At: h.vault[0].at}
	r.hold(h, c, c.At)
}

// consulToken states the token that Nomad gets of Consul for a task.
func (r *reader) consulToken(h *holder) {
	found := blocks(h.place.task.node, "consul", "Consul")
	if len(found) == 0 {
		return
	}
	r.hold(h, &nhi.Credential{Key: nhi.Key("nomad-consul-token", h.agent.Key), Kind: "consul-token", Title: "Consul token of the task", Vendor: "HashiCorp", Origin: nhi.FromIssuer, Store: "env",
		Confidence: nhi.Certain, Environment: h.agent.Environment, At: found[0].at}, found[0].at)
}

func (r *reader) runsAs(h *holder, i *nhi.Identity) {
	if !r.seen[i.Key] {
		r.seen[i.Key] = true
		r.facts.Identities = append(r.facts.Identities, i)
	}
	r.edge(nhi.RunsAs, h.agent.Key, i.Key, i.At)
}

// neverSource is what happens to an identity without a ttl. The default identity
// cannot have one; Nomad takes it for expired as soon as its allocation has ended
// (nomad/auth), which nobody else does.
const neverSource = "nomad/structs/identity.go: an identity without a ttl gets no expiry; Nomad warns that identities without an expiration are insecure"

// identities states the tokens of a task's identity blocks that the task sees:
// https://developer.hashicorp.com/nomad/docs/job-specification/identity
func (r *reader) identities(h *holder) {
	found := append(blocks(h.place.task.node, "identity", "Identities"), blocks(h.place.task.node, "Identity", "Identity")...)
	if len(found) == 0 {
		return
	}
	own := &nhi.Identity{Key: nhi.Key("nomad-workload", h.agent.Key), Name: strings.Join(h.key, "/"), Kind: "workload-identity", Platform: "nomad", Namespace: h.namespace, Defined: true, At: found[0].at}
	r.runsAs(h, own)
	told := map[nhi.Span]bool{}
	for n, b := range found {
		if told[b.at] || n == maxIdentities {
			continue
		}
		told[b.at] = true
		inEnv, envKnown := truth(first(b.node, "env", "Env"), false)
		inFile, fileKnown := truth(first(b.node, "file", "File"), false)
		store := ""
		switch {
		case inEnv && envKnown:
			store = "env"
		case inFile && fileKnown:
			store = "file"
		default:
			continue // the token stays with Nomad, which uses it for the task
		}
		name := first(b.node, "name", "Name")
		c := &nhi.Credential{Kind: "nomad-identity-token", Title: "Nomad identity token", Vendor: "Nomad", Origin: nhi.FromIssuer, Store: store, Confidence: nhi.Certain,
			Environment: h.agent.Environment, Attributes: map[string]string{}, At: b.at}
		c.Name = "default"
		if name != nil {
			c.Name = shown(name)
		}
		c.Key = nhi.Key("nomad-identity", h.agent.Key, c.Name)
		if aud := first(b.node, "aud", "Audience").Strings(); len(aud) > 0 {
			c.Attributes["audience"] = strings.Join(aud, " ")
		}
		if mode := first(b.node, "change_mode", "ChangeMode"); mode.Scalar() {
			c.Attributes["change_mode"] = mode.Text
		}
		c.Lifetime = r.ttl(b, name)
		if ttl := first(b.node, "ttl", "TTL"); ttl != nil && c.Lifetime.Known {
			c.At = ttl.Span
		}
		r.hold(h, c, c.At)
	}
}

// maxIdentities is how many identity blocks of one task are read.
const maxIdentities = 100

// ttl is the life of a token. A template that writes into the block may say it.
func (r *reader) ttl(b block, name *tree.Node) nhi.Lifetime {
	n := first(b.node, "ttl", "TTL")
	forever := nhi.Lifetime{Known: true, Never: true, Field: "ttl", Basis: nhi.Written, Source: neverSource}
	switch {
	case n == nil && (name == nil || !name.Scalar() || name.Text == "default" || holed(r.holes, b.node.Span)):
		return nhi.Lifetime{}
	case n == nil:
		forever.Basis = nhi.Defaulted
		return forever
	case n.Kind == tree.Number && strings.HasSuffix(n.Span.File.Path, ".json"):
		// The API counts nanoseconds.
		if ns, ok := n.Int(); ok && ns > 0 {
			return nhi.Lifetime{Known: true, Seconds: ns / 1e9, Field: "ttl", Basis: nhi.Written}
		} else if ok {
			return forever
		}
		return nhi.Lifetime{}
	}
	v := r.literal(n)
	if v == nil {
		return nhi.Lifetime{}
	}
	s, ok := nhi.Seconds(v.Text)
	switch {
	case !ok:
		return nhi.Lifetime{}
	case s == 0:
		return forever
	}
	return nhi.Lifetime{Known: true, Seconds: s, Field: "ttl", Basis: nhi.Written}
}
