package actions

import (
	"encoding/json"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// settings states what is switched off around an agent, and the tools that it may
// use without asking.
func (r *reader) settings(j *job, s *start) {
	for _, l := range s.lines {
		told := map[string]bool{} // two flags that switch one thing off are one fault
		for _, g := range agents.Gates(l.agent, l.flags) {
			if told[g.Kind] || l.boxed && g.Kind == "approval" {
				continue
			}
			told[g.Kind] = true
			r.control(j, g.Kind, "off", g.Name, g.Why, "", l.flag(g.Name))
		}
		for _, t := range agents.Tools(l.flags) {
			r.shellTool(j, t, l.at)
		}
	}
	if s.action == nil {
		return
	}
	if u := s.action.unless; u != nil && !u.closed(r, s.step) {
		r.control(j, "approval", "off", u.name, u.why, u.source, s.at)
	}
	for _, t := range s.action.switches {
		n := s.step.with[t.input]
		if n == nil || !r.eval(n, s.step.scope).is(t.value) {
			continue
		}
		if t.kind == "authentication" && !j.open() {
			continue // who can start it has access already
		}
		if t.value == "unsafe" && windows(j.node.Get("runs-on"), r, j.scope) {
			continue // there it is the only choice
		}
		r.control(j, t.kind, "off", t.input+`: `+quote(t.value), t.why, "", r.setting(s.step, t.input))
	}
	r.claudeSettings(j, s)
	r.scopes(j, s)
}

// quote spells a value as YAML needs it.
func quote(text string) string {
	if text == "*" {
		return `"*"`
	}
	return text
}

// windows says whether a job runs on Windows, or may.
func windows(n *tree.Node, r *reader, s *scope) bool {
	for _, item := range n.Each() {
		v := r.eval(item, s)
		if !v.closed || v.any(func(t string) bool { return strings.Contains(strings.ToLower(t), "windows") }) {
			return true
		}
	}
	return false
}

// shells are rules that let an agent run every command.
var shells = map[string]bool{"Bash": true, "Bash(*)": true, "Bash(*:*)": true, "Bash(:*)": true, "shell": true, "shell(*)": true, "run_shell_command": true, "ShellTool": true}

func (r *reader) shellTool(j *job, pattern string, at nhi.Span) {
	if !shells[pattern] {
		return
	}
	key := nhi.Key("ci-tool", j.file.Path, j.name, "shell")
	if !r.once("tool " + key) {
		return
	}
	name, _, _ := strings.Cut(pattern, "(")
	r.facts.Tools = append(r.facts.Tools, &nhi.Tool{Key: key, Name: name, Kind: "shell", Agent: j.key, Writes: nhi.Bool(true), Approved: nhi.Bool(false),
		Attributes: map[string]string{"pattern": pattern}, At: at})
	r.edge(nhi.Calls, j.key, key, at)
}

// claudeSettings reads settings of Claude Code that stand in an input.
func (r *reader) claudeSettings(j *job, s *start) {
	n := s.step.with["settings"]
	if n == nil || s.agent != "claude-code" {
		return
	}
	text, ok := r.eval(n, s.step.scope).one()
	if !ok {
		text = mask(n.Text)
	}
	var settings struct {
		Permissions struct {
			DefaultMode string   `json:"defaultMode"`
			Allow       []string `json:"allow"`
		} `json:"permissions"`
	}
	if !strings.HasPrefix(strings.TrimSpace(text), "{") || json.Unmarshal([]byte(text), &settings) != nil {
		return
	}
	if settings.Permissions.DefaultMode == "bypassPermissions" {
		r.control(j, "approval", "off", "permissions.defaultMode: bypassPermissions", "every action runs without confirmation", "", n.Span)
	}
	for _, rule := range settings.Permissions.Allow {
		r.shellTool(j, rule, n.Span)
	}
}

// scopes states what the token of a federated login may do when nothing narrows
// it. Source: run-gemini-cli, action.yml, default of gcp_access_token_scopes.
func (r *reader) scopes(j *job, s *start) {
	provider := s.step.with["gcp_workload_identity_provider"]
	if provider == nil || s.agent != "gemini-cli" {
		return
	}
	v := r.eval(provider, s.step.scope)
	if v.empty() || v.conditional() {
		return
	}
	account := s.step.with["gcp_service_account"]
	name, ok := r.eval(account, s.step.scope).one()
	if !ok || name == "" {
		return
	}
	id := &nhi.Identity{Key: nhi.GoogleAccountKey(name), Name: name, Kind: "service-account", Platform: "google", At: account.Span}
	r.identity(id)
	r.edge(nhi.Reaches, j.token, id.Key, account.Span)
	if s.step.with["gcp_access_token_scopes"] != nil {
		return
	}
	g := &nhi.Grant{Key: nhi.Key("ci-token-scopes", j.file.Path, j.name), Identity: id.Key, System: "google", Name: "gcp_access_token_scopes",
		Actions: []string{"https://www.googleapis.com/auth/cloud-platform"}, Scope: "project", Breadth: "broad",
		Why: "its token is for every Google Cloud API, the default of gcp_access_token_scopes", Confidence: nhi.Certain, At: provider.Span}
	if r.once(g.Key) {
		r.facts.Grants = append(r.facts.Grants, g)
	}
}
