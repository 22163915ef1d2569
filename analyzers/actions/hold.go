package actions

import (
	"cmp"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
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
	done := map[string]bool{}
	given := u.at
	for _, src := range r.eval(u.node, u.scope).sources {
		if done[src.name] {
			continue
		}
		done[src.name] = true
		// The secret is named where somebody hands it over.
		if u.at = given; u.store == "" && src.at.Valid() {
			u.at = src.at
		}
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
	if src.kind == fromUnsaid {
		// What it is, the caller says, who may hand a token over that it just got.
		c.Static, c.Lifetime = false, nhi.Lifetime{}
	}
	if u.vague || c.Kind == "aws-access-key" && lookalike(src.name) {
		c.Alternative = ""
	}
	c.Shadows, c.ShadowSource = u.shadows, u.order
	if old := r.credentials[c.Key]; old == nil {
		r.credentials[c.Key] = c
		r.facts.Credentials = append(r.facts.Credentials, c)
	} else {
		// One use that knows more speaks for all.
		old.Alternative = cmp.Or(old.Alternative, c.Alternative)
		if old.Shadows == "" && c.Shadows != "" {
			old.Shadows, old.ShadowSource, old.At = c.Shadows, c.ShadowSource, c.At
		}
	}
	for _, h := range u.holders {
		r.edge(nhi.Holds, h, c.Key, u.at)
	}
}

// lookalike says whether a key with a name of AWS is for a store of somebody else
// that speaks the protocol of S3.
func lookalike(name string) bool {
	for _, w := range strings.Split(strings.ToUpper(name), "_") {
		switch w {
		case "R2", "CLOUDFLARE", "MINIO", "SPACES", "WASABI", "B2", "BACKBLAZE", "SCW", "SCALEWAY", "HETZNER", "LINODE", "OVH", "TIGRIS", "STORJ":
			return true
		}
	}
	return false
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
		r.facts.Credentials = append(r.facts.Credentials, &nhi.Credential{Key: key, Kind: f.ID, Title: f.Title, Vendor: f.Vendor, Name: "steps." + id + ".outputs." + strings.TrimPrefix(output, id+"."),
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
		for _, f := range b.node.Entries() {
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
		// What the action is given the agent has through it.
		holders = []string{r.actionTool(j, s)}
	}
	// An action that takes keys and nothing else knows no other way.
	only := s.action != nil && len(s.action.keys) > 0 && s.action.federation == ""
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
				u.vague = u.vague || name == f.Key && (federated || only)
			}
		}
		r.take(j, u)
	})
	if s.action == nil {
		r.inArguments(j, s)
		return
	}
	with := s.step.node.Get("with")
	for _, f := range with.Entries() {
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
			u.vague = u.vague || only && input != "github_token" && input != "github-token"
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

// release is the tag of one release.
var release = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v?\d+\.\d+\.\d+$`) })

// pinned says whether the version of an action is fixed. The tag of a release can
// be moved, and mostly is not: nothing is said of it. Nor is of the action that
// the repository itself publishes, which it tries out from a branch.
func (r *reader) pinned(st *step) *bool {
	switch {
	case strings.HasPrefix(st.action, "docker://"):
		return nhi.Bool(strings.Contains(st.ref, "sha256:"))
	case hexCommit(st.ref):
		return nhi.Bool(true)
	case release().MatchString(st.ref), r.publishes && strings.Count(st.action, "/") == 1:
		return nil
	}
	return nhi.Bool(false)
}

// actionTool states the action itself, which is fetched and gets what its step
// is given.
func (r *reader) actionTool(j *job, s *start) string {
	key := nhi.Key("ci-action", j.file.Path, j.name, s.step.action)
	pinned := r.pinned(s.step)
	if !r.once("tool " + key) {
		for _, t := range r.facts.Tools {
			if t.Key == key && pinned != nil && !*pinned {
				t.Pinned, t.Version, t.At = pinned, s.step.ref, s.at
			}
		}
		return key
	}
	r.facts.Tools = append(r.facts.Tools, &nhi.Tool{Key: key, Name: s.step.action, Kind: "action", Agent: j.key, Runner: "uses",
		Package: s.step.action, Version: s.step.ref, Pinned: pinned, Attributes: map[string]string{"vendor": s.action.vendor}, At: s.at})
	r.edge(nhi.Calls, j.key, key, s.at)
	return key
}
