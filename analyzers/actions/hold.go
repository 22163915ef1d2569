package actions

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

// use is one place where a job or a step is given something.
type use struct {
	// name is the variable or input.
	name  string
	node  *tree.Node
	scope *scope
	at    nhi.Span
	store string
	// holders are the keys of who has it from there.
	holders []string
	// instead is the short-lived way, where the place knows better than the kind;
	// vague says that another way is set up beside it, or may be.
	instead string
	vague   bool
	// shadows is the keyless way that it overrides.
	shadows, order string
	// unnamed uses tell nothing by their name: the secret's own name counts.
	unnamed bool
}

// take states the credentials that a use hands over.
func (r *reader) take(j *job, u use) {
	if key := r.literals[u.node]; key != "" {
		for _, h := range u.holders {
			r.edge(nhi.Holds, h, key, u.at)
		}
		return
	}
	if u.node == nil || !u.node.Scalar() || !strings.Contains(u.node.Text, "${{") {
		return
	}
	done := map[source]bool{}
	for _, src := range r.eval(u.node, u.scope).sources {
		if done[src] {
			continue
		}
		done[src] = true
		switch src.kind {
		case fromSecret, fromUnsaid:
			r.secretFact(j, u, src)
		case fromSecrets:
			r.control(j, "secret-scope", "off", src.name, "the agent is given every secret of the repository", "", u.at)
		case fromStep:
			r.appToken(j, u, src.name)
		}
	}
}

// secretFact states a secret of CI that is handed over.
func (r *reader) secretFact(j *job, u use, src source) {
	var c *nhi.Credential
	if !u.unnamed {
		c = creds.Describe(u.name)
	}
	if c == nil {
		c = creds.Describe(src.name)
	}
	if c == nil {
		return
	}
	personal := c.Kind == "github-token" || c.Kind == "github-personal-token"
	switch {
	case personal && src.kind == fromUnsaid:
		return // it may be the job's own token
	case personal:
		// What GitHub stores for longer than a job is no token of a job or an app.
		f := creds.ByID("github-personal-token")
		c.Kind, c.Title, c.Static = f.ID, f.Title, true
		c.Alternative = "the job's own token, or one of a GitHub App"
		c.Attributes = map[string]string{"personal": "true"}
	case c.Kind == "claude-setup-token":
		c.Attributes = map[string]string{"human": "true"}
	}
	c.Key = r.secretKey(j, src)
	c.Name, c.Origin, c.Store, c.At = src.name, nhi.FromStore, "ci", u.at
	if u.store != "" {
		c.Store = u.store
		// The place is a fact of its own: the join keeps the first of two stores.
		c.Key += "#" + u.store
	}
	if u.instead != "" {
		c.Alternative = u.instead
	}
	if u.vague {
		c.Alternative = ""
	}
	c.Shadows, c.ShadowSource = u.shadows, u.order
	if old := r.credentials[c.Key]; old == nil {
		r.credentials[c.Key] = c
		r.facts.Credentials = append(r.facts.Credentials, c)
	} else {
		// One use that knows more speaks for all.
		old.Alternative, old.Shadows, old.ShadowSource = cmp.Or(old.Alternative, c.Alternative), cmp.Or(old.Shadows, c.Shadows), cmp.Or(old.ShadowSource, c.ShadowSource)
	}
	for _, h := range u.holders {
		r.edge(nhi.Holds, h, c.Key, u.at)
	}
}

// secretKey is the same for one name wherever the repository uses it. What a
// caller elsewhere hands over has the name of this place only.
func (r *reader) secretKey(j *job, src source) string {
	if src.kind == fromUnsaid {
		return nhi.Key("ci-secret", "github-actions", j.file.Path, src.name)
	}
	if r.root != "" {
		return nhi.Key("ci-secret", "github-actions", r.root, src.name)
	}
	return nhi.Key("ci-secret", "github-actions", src.name)
}

// appToken states a token of a GitHub App that an earlier step makes.
func (r *reader) appToken(j *job, u use, output string) {
	id, _, _ := strings.Cut(output, ".")
	st := u.scope.steps[id]
	if st == nil || !appTokens[st.action] {
		return
	}
	key := nhi.Key("ci-app-token", j.file.Path, j.name, id)
	if r.once("credential " + key) {
		f := creds.ByID("github-installation-token")
		r.facts.Credentials = append(r.facts.Credentials, &nhi.Credential{Key: key, Kind: f.ID, Title: f.Title, Vendor: f.Vendor, Name: "steps." + output,
			Origin: nhi.FromIssuer, Lifetime: f.Lifetime, Confidence: nhi.Certain, At: u.at})
	}
	for _, h := range u.holders {
		r.edge(nhi.Holds, h, key, u.at)
	}
}

// environmentOf are the variables that a step sees, of each name the innermost.
func environmentOf(s *scope, visit func(f tree.Field, s *scope)) {
	seen := map[string]bool{}
	for _, b := range s.env {
		for _, f := range fields(b.node) {
			if !seen[f.Key] && f.Value != nil {
				seen[f.Key] = true
				visit(f, b.scope)
			}
		}
	}
}

// held states what a step that starts an agent is given: its inputs, the
// environment that it sees, and what stands in its command lines.
func (r *reader) held(j *job, s *start) {
	holders := []string{j.key}
	if s.action != nil {
		s.tool = r.actionTool(j, s)
		holders = append(holders, s.tool)
	}
	federation := value{}
	federated := false
	if s.action != nil && s.action.federation != "" && s.step.with[s.action.federation] != nil {
		federation = r.input(s.step, s.action.federation)
		federated = !federation.empty()
	}
	environmentOf(s.step.scope, func(f tree.Field, in *scope) {
		u := use{name: f.Key, node: f.Value, scope: in, at: f.Value.Span, holders: holders}
		if k, ok := cloudKeys[f.Key]; ok {
			u.instead = k.instead
		}
		if s.action != nil {
			for _, name := range s.action.keys {
				u.vague = u.vague || name == f.Key && (federated || s.agent == "codex")
			}
		}
		r.take(j, u)
	})
	if s.action == nil {
		r.inArguments(j, s)
		return
	}
	with := s.step.node.Get("with")
	for _, f := range fields(with) {
		input := strings.ToLower(f.Key)
		u := use{node: f.Value, scope: s.step.scope, at: f.Value.Span, holders: holders}
		if name, ok := s.action.keys[input]; ok {
			u.name = name
			if federated && input != "github_token" && input != "ssh_signing_key" {
				// Which of two ways is taken depends on what is set.
				u.vague = true
				if _, order, ok := creds.StaticEnv(name); ok && !federation.conditional() {
					u.shadows, u.order = "the workload identity federation of the step", order
				}
			}
			if s.agent == "codex" {
				u.vague = true // the action takes a key and nothing else
			}
		} else {
			u.name, u.unnamed = f.Key, prompts[input] || input == s.action.arguments || input == "settings" || input == "mcp_config"
			if prompts[input] {
				u.store = "prompt"
			}
		}
		r.take(j, u)
	}
}

// inArguments states secrets that stand in the command line of an agent, and in
// the script around it.
func (r *reader) inArguments(j *job, s *start) {
	run := s.step.node.Get("run")
	segments, _ := split(run.Text)
	for _, g := range segments {
		if g.expr == nil {
			continue
		}
		store := ""
		for _, l := range s.lines {
			if first, last := l.words[0].Start, l.words[len(l.words)-1].End; first <= g.start && g.end <= last {
				store = "argument"
			}
		}
		part := &tree.Node{Kind: tree.String, Text: run.Text[g.start:g.end], Span: place(run, g.start, g.end)}
		r.take(j, use{node: part, scope: s.step.scope, at: part.Span, holders: []string{j.key}, store: store, unnamed: true})
	}
}

// hexCommit says whether a reference is a whole commit: what it names never
// changes.
func hexCommit(ref string) bool {
	if len(ref) != 40 && len(ref) != 64 {
		return false
	}
	return strings.Trim(ref, "0123456789abcdefABCDEF") == ""
}

// actionTool states the action itself, which is fetched and gets what its step
// is given.
func (r *reader) actionTool(j *job, s *start) string {
	key := nhi.Key("ci-action", j.file.Path, j.name, s.step.action)
	pinned := hexCommit(s.step.ref)
	if strings.HasPrefix(s.step.action, "docker://") {
		pinned = strings.Contains(s.step.ref, "sha256:")
	}
	if !r.once("tool " + key) {
		for _, t := range r.facts.Tools {
			if t.Key == key && *t.Pinned && !pinned {
				t.Pinned, t.Version, t.At = nhi.Bool(false), s.step.ref, s.at
			}
		}
		return key
	}
	r.facts.Tools = append(r.facts.Tools, &nhi.Tool{Key: key, Name: s.step.action, Kind: "action", Agent: j.key, Runner: "uses",
		Package: s.step.action, Version: s.step.ref, Pinned: nhi.Bool(pinned), At: s.at})
	r.edge(nhi.Calls, j.key, key, s.at)
	return key
}

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
		if i := r.assumed(st, l); i != nil {
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
			if !slices.ContainsFunc(r.eval(f.Value, in).sources, func(s source) bool { return s.kind == fromSecret || s.kind == fromUnsaid }) {
				return
			}
			temporary := false
			environmentOf(s, func(o tree.Field, _ *scope) { temporary = temporary || o.Key == "AWS_SESSION_TOKEN" })
			if temporary && k.vendor == "AWS" {
				return
			}
			state()
			u := use{name: f.Key, node: f.Value, scope: in, at: f.Value.Span, holders: []string{j.key}, instead: k.instead}
			if federated[k.vendor] {
				if _, order, ok := creds.StaticEnv(f.Key); ok {
					u.shadows, u.order = "the OIDC login of the job", order
				}
			}
			r.take(j, u)
		})
	}
}

// staticInputs are the inputs by which a login takes a key that stays the same.
func (r *reader) staticInputs(st *step, l *cloudLogin) []use {
	if l.temporary != "" && st.with[l.temporary] != nil && !r.input(st, l.temporary).empty() {
		return nil
	}
	var out []use
	for _, k := range l.static {
		n := st.with[k[0]]
		if n == nil || !slices.ContainsFunc(r.eval(n, st.scope).sources, func(s source) bool { return s.kind == fromSecret || s.kind == fromUnsaid }) {
			continue
		}
		out = append(out, use{name: k[1], node: n, scope: st.scope, at: n.Span})
	}
	return out
}

// assumed is whom a job becomes by its OIDC token, or nil.
func (r *reader) assumed(st *step, l *cloudLogin) *nhi.Identity {
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
	name, ok := v.one()
	if !ok {
		// One name of a secret or variable is one role, which nobody here knows.
		if len(v.sources) != 1 {
			return nil
		}
		if name = v.sources[0].name; v.sources[0].kind == fromSecret {
			name = "secrets." + name
		} else if v.sources[0].kind != fromOther || !strings.HasPrefix(name, "vars.") {
			return nil
		}
		return &nhi.Identity{Key: nhi.Key("ci-oidc", strings.ToLower(l.vendor), r.root, name), Name: name, Kind: kinds[l.vendor], Platform: platforms[l.vendor], At: n.Span}
	}
	if name == "" {
		return nil
	}
	i := &nhi.Identity{Name: name, Kind: kinds[l.vendor], Platform: platforms[l.vendor], At: n.Span}
	switch l.vendor {
	case "AWS":
		if i.Key = nhi.RoleARNKey(name); !strings.HasPrefix(name, "arn:") {
			i.Key = nhi.Key("ci-oidc", "aws", r.root, name)
		}
	case "Google":
		i.Key = nhi.GoogleAccountKey(name)
	case "Azure":
		i.Key = nhi.EntraClientKey(name)
	case "Vault":
		mount, ok := r.input(st, "path").one()
		if mount == "" || !ok {
			mount = "jwt" // the default of the input
		}
		i.Key = nhi.VaultRoleKey(mount, name)
	}
	return i
}

var (
	kinds     = map[string]string{"AWS": "role", "Google": "service-account", "Azure": "client", "Vault": "vault-role"}
	platforms = map[string]string{"AWS": "aws", "Google": "google", "Azure": "azure", "Vault": "vault"}
)

// words that a script must have for a literal in it to be a credential.
func hints(text string) bool {
	text = strings.ToLower(text)
	for _, w := range [...]string{"key", "token", "secret", "pass", "pwd", "auth", "cred"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// literal states a credential that is written out.
func (r *reader) literal(name, text, store string, node *tree.Node, at nhi.Span, throwaway map[string]bool) {
	if text == "" || strings.Contains(text, "${{") || throwaway[text] || !creds.Named(name).Secret() && len(text) < 16 {
		return
	}
	c := creds.Judge(name, text, at)
	if c == nil || throwaway[c.Secret.Reveal()] {
		return
	}
	c.Store = store
	if node != nil {
		r.literals[node] = c.Key
	}
	if r.once("credential " + c.Key) {
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
}

// workflowLiterals looks for credentials that are written out in the environments,
// inputs and scripts of a workflow. What a job gives to its own service
// containers is gone with them.
func (r *reader) workflowLiterals(root *tree.Node) {
	throwaway := map[string]bool{}
	jobs := fields(root.Get("jobs"))
	for _, j := range jobs {
		for _, s := range fields(j.Value.Get("services")) {
			for _, e := range fields(s.Value.Get("env")) {
				throwaway[e.Value.Str()] = true
			}
		}
	}
	r.mapLiterals(root.Get("env"), "env", throwaway)
	for _, j := range jobs {
		r.mapLiterals(j.Value.Get("env"), "env", throwaway)
		r.mapLiterals(j.Value.Get("with"), "file", throwaway)
		r.mapLiterals(j.Value.Get("secrets"), "file", throwaway)
		r.mapLiterals(j.Value.Get("container", "env"), "env", throwaway)
		r.stepLiterals(j.Value.Get("steps"), throwaway)
	}
}

func (r *reader) mapLiterals(n *tree.Node, store string, throwaway map[string]bool) {
	for _, f := range fields(n) {
		if f.Value.Scalar() {
			r.literal(f.Key, f.Value.Text, store, f.Value, f.Value.Span, throwaway)
		}
	}
}

func (r *reader) stepLiterals(steps *tree.Node, throwaway map[string]bool) {
	for _, n := range steps.Each() {
		r.mapLiterals(n.Get("env"), "env", throwaway)
		r.mapLiterals(n.Get("with"), "file", throwaway)
		run := n.Get("run")
		if run == nil || !strings.Contains(run.Text, "=") && !strings.Contains(run.Text, "--") || !hints(run.Text) || !posix(n.Get("shell").Str()) {
			continue
		}
		shell.Read(mask(run.Text), func(words []shell.Word, array bool) {
			for i, w := range words {
				if array || !w.Literal {
					continue
				}
				switch {
				case w.Equals > 0:
					name := strings.TrimLeft(w.Text[:w.Equals], "-")
					store := "code"
					if strings.HasPrefix(w.Text, "-") {
						store = "argument"
					}
					if creds.Named(name).Secret() {
						r.literal(name, w.Text[w.Equals+1:], store, nil, place(run, w.After, w.End), throwaway)
					}
				case strings.HasPrefix(w.Text, "--") && i+1 < len(words) && words[i+1].Literal && creds.Named(w.Text[2:]).Secret():
					v := words[i+1]
					r.literal(w.Text[2:], v.Text, "argument", nil, place(run, v.Start, v.End), throwaway)
				}
			}
		})
	}
}
