package actions

import "encoding/json"

// agentAction is an action that starts a coding agent.
type agentAction struct {
	// agent is which one, vendor who publishes the action.
	agent, vendor string
	// keys are inputs that take a credential, and the variable under which it is
	// known.
	keys map[string]string
	// federation is the input that sets up a keyless login instead of the keys.
	federation string
	// arguments is the input for the agent's command line, which starts with
	// command.
	arguments string
	command   []string
	// asks says that the action itself lets only people with write access start
	// the agent, but for those that one of the inputs openTo names.
	asks   bool
	openTo []string
	// asksOn are the events on which it asks; nil means all.
	asksOn map[string]bool
	// switches are settings that switch something off, unless those that the
	// action switches off when nothing is said.
	switches []toggle
	unless   *unsaid
}

// unsaid is a gate that an action leaves open unless an input closes it.
type unsaid struct {
	name, why, source string
	// closed says whether the inputs of a step close it, or may.
	closed func(r *reader, s *step) bool
}

// toggle is a setting of an input.
type toggle struct{ input, value, kind, why string }

const anybody = "anybody with an account can start the agent and say what it reads"

var (
	fullOutput = toggle{"show_full_output", "true", "exposure", "the log shows what tools returned, credentials included"}
	claudeKeys = map[string]string{"anthropic_api_key": "ANTHROPIC_API_KEY", "claude_code_oauth_token": "CLAUDE_CODE_OAUTH_TOKEN", "github_token": "GITHUB_TOKEN", "ssh_signing_key": "SSH_PRIVATE_KEY"}
	claude     = agentAction{agent: "claude-code", vendor: "Anthropic", keys: claudeKeys, federation: "anthropic_federation_rule_id",
		arguments: "claude_args", command: []string{"claude", "-p"}, asks: true, openTo: []string{"allowed_non_write_users"},
		switches: []toggle{
			{"allowed_non_write_users", "*", "authentication", anybody},
			{"allowed_bots", "*", "authentication", "every GitHub App, of whoever, can start the agent"},
			fullOutput,
		}}
	claudeBase = agentAction{agent: "claude-code", vendor: "Anthropic", keys: claudeKeys, federation: "anthropic_federation_rule_id",
		arguments: "claude_args", command: []string{"claude", "-p"}, switches: []toggle{fullOutput}}
	// Both of its ways to start Gemini CLI pass --yolo, in which every tool that
	// there is runs: action.yml, "Run Gemini CLI".
	gemini = agentAction{agent: "gemini-cli", vendor: "Google", keys: map[string]string{"gemini_api_key": "GEMINI_API_KEY", "google_api_key": "GOOGLE_API_KEY"},
		federation: "gcp_workload_identity_provider",
		unless: &unsaid{"--yolo, and no tools.core", "the action starts Gemini CLI so that nothing is asked, and all of its tools are there, the shell included",
			"https://github.com/google-github-actions/run-gemini-cli/blob/main/action.yml", geminiTools}}
	geminiCLI = agentAction{agent: "gemini-cli", vendor: "Google", keys: gemini.keys, federation: gemini.federation}
	opencode  = agentAction{agent: "opencode", vendor: "opencode", keys: map[string]string{}, asks: true}
)

// geminiTools says whether the settings of a step name the tools that Gemini CLI
// has, or may do so.
func geminiTools(r *reader, st *step) bool {
	n := st.with["settings"]
	if n == nil {
		return false
	}
	text, ok := r.eval(n, st.scope).one()
	if !ok {
		text = mask(n.Text)
	}
	var settings struct {
		CoreTools []string `json:"coreTools"`
		Tools     struct {
			Core    []string `json:"core"`
			Exclude []string `json:"exclude"`
			Sandbox any      `json:"sandbox"`
		} `json:"tools"`
		Sandbox any `json:"sandbox"`
	}
	if json.Unmarshal([]byte(text), &settings) != nil {
		return true
	}
	return settings.CoreTools != nil || settings.Tools.Core != nil || len(settings.Tools.Exclude) > 0 || settings.Sandbox != nil || settings.Tools.Sandbox != nil
}

// agentActions by repository and path, in lower case.
//
// Sources: the action.yml of each; docs/security.md of claude-code-action;
// opencode's documentation, "GitHub", for who may start it.
var agentActions = map[string]*agentAction{
	"anthropics/claude-code-action":             &claude,
	"anthropics/claude-code-action/base-action": &claudeBase,
	"anthropics/claude-code-base-action":        &claudeBase,
	"anthropics/claude-code-security-review":    {agent: "claude-code", vendor: "Anthropic", keys: map[string]string{"claude-api-key": "CLAUDE_API_KEY"}},
	"google-github-actions/run-gemini-cli":      &gemini,
	"google-gemini/gemini-cli-action":           &geminiCLI,
	"openai/codex/.github/actions/codex": {agent: "codex", vendor: "OpenAI", keys: map[string]string{"openai_api_key": "OPENAI_API_KEY", "github_token": "GITHUB_TOKEN"},
		arguments: "codex_args", command: []string{"codex", "exec"}},
	"docker/cagent-action": {agent: "cagent", vendor: "Docker", arguments: "extra-args", command: []string{"cagent", "run", "agent.yaml"},
		keys: map[string]string{"anthropic-api-key": "ANTHROPIC_API_KEY", "openai-api-key": "OPENAI_API_KEY", "google-api-key": "GOOGLE_API_KEY", "aws-bearer-token-bedrock": "AWS_BEARER_TOKEN_BEDROCK",
			"xai-api-key": "XAI_API_KEY", "mistral-api-key": "MISTRAL_API_KEY", "github-token": "GITHUB_TOKEN"},
		asks: true, asksOn: map[string]bool{"issue_comment": true, "pull_request_review_comment": true, "discussion_comment": true}},
	"openai/codex-action": {agent: "codex", vendor: "OpenAI", keys: map[string]string{"openai-api-key": "OPENAI_API_KEY"},
		arguments: "codex-args", command: []string{"codex", "exec"}, asks: true, openTo: []string{"allow-users"},
		switches: []toggle{
			{"allow-users", "*", "authentication", anybody},
			{"sandbox", "danger-full-access", "sandbox", "commands of the agent run without a sandbox"},
			{"safety-strategy", "unsafe", "sandbox", "the agent keeps sudo, and with it the secrets in the runner's memory"},
		}},
	"sst/opencode/github":       &opencode,
	"anomalyco/opencode/github": &opencode,
}

// prompts are inputs that the agent reads as text.
var prompts = map[string]bool{"prompt": true, "direct_prompt": true, "override_prompt": true, "custom_instructions": true,
	"system_prompt": true, "append_system_prompt": true}

// appTokens are actions that make a token of a GitHub App, which lives an hour.
// Source: GitHub REST API, "Create an installation access token for an app".
var appTokens = map[string]bool{
	"actions/create-github-app-token": true, "tibdex/github-app-token": true, "getsentry/action-github-app-token": true,
	"peter-murray/workflow-application-token-action": true, "navikt/github-app-token-generator": true, "actionsdesk/github-app-token": true,
}

// cloudLogin is an action that logs a job in.
type cloudLogin struct {
	vendor string
	// static are the inputs for a key that stays the same, the telling one first,
	// and the variables under which it is known; temporary is an input beside
	// which it is none.
	static    [][2]string
	temporary string
	// role is the input that names whom the job becomes by its OIDC token, and
	// needs those without which it does not.
	role  string
	needs []string
	// instead is the short-lived way.
	instead string
}

// cloudLogins by repository and path, in lower case.
var cloudLogins = map[string]*cloudLogin{
	"aws-actions/configure-aws-credentials": {vendor: "AWS", static: [][2]string{{"aws-secret-access-key", "AWS_SECRET_ACCESS_KEY"}}, temporary: "aws-session-token",
		role: "role-to-assume", instead: "OIDC federation of GitHub Actions with role-to-assume"},
	"google-github-actions/auth": {vendor: "Google", static: [][2]string{{"credentials_json", "GCP_SERVICE_ACCOUNT_KEY"}},
		role: "service_account", needs: []string{"workload_identity_provider"}, instead: "OIDC federation of GitHub Actions with workload_identity_provider"},
	"google-github-actions/setup-gcloud": {vendor: "Google", static: [][2]string{{"service_account_key", "GCP_SERVICE_ACCOUNT_KEY"}},
		instead: "OIDC federation of GitHub Actions with google-github-actions/auth"},
	"azure/login": {vendor: "Azure", static: [][2]string{{"creds", "AZURE_CLIENT_SECRET"}},
		role: "client-id", instead: "OIDC federation of GitHub Actions with client-id"},
	"hashicorp/vault-action": {vendor: "Vault", static: [][2]string{{"token", "VAULT_TOKEN"}, {"secretid", "VAULT_SECRET_ID"}, {"githubtoken", "GITHUB_PERSONAL_ACCESS_TOKEN"}},
		role: "role", instead: "OIDC federation of GitHub Actions with method: jwt"},
}

// cloudKeys are variables that hold a key of a cloud which stays the same.
var cloudKeys = map[string]struct{ vendor, instead string }{
	"AWS_SECRET_ACCESS_KEY": {"AWS", "OIDC federation of GitHub Actions with aws-actions/configure-aws-credentials"},
	"AZURE_CLIENT_SECRET":   {"Azure", "OIDC federation of GitHub Actions with azure/login"},
	"ARM_CLIENT_SECRET":     {"Azure", "OIDC federation of GitHub Actions with use_oidc"},
	"GOOGLE_CREDENTIALS":    {"Google", "OIDC federation of GitHub Actions with google-github-actions/auth"},
}

// githubTokens are variables under which tools look for a token of GitHub.
var githubTokens = map[string]bool{"GITHUB_TOKEN": true, "GH_TOKEN": true, "GITHUB_PERSONAL_ACCESS_TOKEN": true, "COPILOT_GITHUB_TOKEN": true, "GITHUB_PAT": true, "GH_PAT": true}

// untrusted are triggers by which anybody starts a workflow that has the
// repository's secrets, or chooses what it reads. Pull requests of forks have
// none, unless by pull_request_target.
// Source: GitHub, "Events that trigger workflows" and "Secure use reference".
var untrusted = map[string]bool{
	"issue_comment": true, "issues": true, "pull_request_target": true, "discussion": true, "discussion_comment": true, "fork": true, "watch": true,
}
