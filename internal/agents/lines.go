package agents

import (
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// line is how an agent is started on a command line.
type line struct {
	agent string
	// verbs are the words that start it.
	verbs map[string]bool
	// starts are the flags that start it without a verb: those that print the
	// answer and end, and those that no person at a terminal needs.
	starts map[string]bool
	// setup are the words that start something else.
	setup map[string]bool
	// flagsFirst says that a word before all flags is another program's verb.
	flagsFirst bool
	// needsFlag says that a verb alone is another program's.
	needsFlag bool
	// names are other names of flags.
	names map[string]string
	// valued are the flags that take a value; of the others nothing follows.
	valued map[string]bool
}

// lines are the agents by the name of their program.
//
// Sources: Claude Code, CLI reference; Codex, "Non-interactive mode" and "Command
// line options"; Gemini CLI, docs/cli/cli-reference.md; GitHub Copilot CLI,
// programmatic reference; aider, "Options reference" and "Scripting"; Goose, "CLI
// commands"; opencode, "CLI"; Cursor, "CLI parameters" and "Using headless CLI";
// Qwen Code, "Headless mode"; Amazon Q Developer, "q chat"; Docker cagent, usage.
var lines = map[string]*line{
	"claude": {agent: "claude-code",
		starts: wordset.Of("print dangerously-skip-permissions permission-mode"),
		setup:  wordset.Of("mcp config update doctor install setup-token auth plugin plugins migrate-installer agents"),
		names:  pairs("p=print v=version h=help allowedTools=allowed-tools disallowedTools=disallowed-tools"),
		valued: wordset.Of("permission-mode model allowed-tools disallowed-tools mcp-config settings output-format input-format system-prompt append-system-prompt max-turns add-dir agents permission-prompt-tool fallback-model session-id resume max-budget-usd json-schema tools")},
	"codex": {agent: "codex",
		verbs:  wordset.Of("exec e review"),
		starts: wordset.Of("full-auto yolo dangerously-bypass-approvals-and-sandbox"),
		setup:  wordset.Of("login logout mcp mcp-server completion apply resume debug sandbox cloud features app-server"),
		names:  pairs("s=sandbox a=ask-for-approval m=model c=config C=cd p=profile V=version h=help sandbox_mode=sandbox approval_policy=ask-for-approval"),
		valued: wordset.Of("sandbox ask-for-approval model config cd profile image output-schema output-last-message add-dir color enable disable")},
	"gemini": {agent: "gemini-cli",
		starts: wordset.Of("prompt yolo approval-mode"),
		setup:  wordset.Of("mcp extensions extension skills hooks"),
		names:  pairs("p=prompt y=yolo m=model s=sandbox v=version h=help e=extensions o=output-format"),
		valued: wordset.Of("prompt approval-mode model allowed-tools allowed-mcp-server-names extensions output-format include-directories policy")},
	"copilot": {agent: "copilot", flagsFirst: true, // AWS has a program of the same name, whose verbs come first
		starts: wordset.Of("prompt"),
		names:  pairs("p=prompt s=silent v=version h=help allow-tool=allowed-tools deny-tool=disallowed-tools"),
		valued: wordset.Of("prompt model agent allowed-tools disallowed-tools allow-url add-dir secret-env-vars additional-mcp-config log-level available-tools excluded-tools share")},
	"aider": {agent: "aider",
		starts: wordset.Of("message message-file yes yes-always"),
		names:  pairs("m=message msg=message f=message-file h=help"),
		valued: wordset.Of("message message-file model api-key openai-api-key anthropic-api-key openai-api-base weak-model editor-model file read env-file config set-env lint-cmd test-cmd edit-format")},
	"goose": {agent: "goose", needsFlag: true, // a tool for migrations has the same name
		verbs:  wordset.Of("run"),
		setup:  wordset.Of("configure session info update recipe schedule mcp web bench project projects completion"),
		names:  pairs("t=text i=instructions n=name r=resume q=quiet h=help V=version"),
		valued: wordset.Of("text instructions recipe name system with-extension with-builtin with-remote-extension with-streamable-http-extension params max-turns provider model output-format")},
	"opencode": {agent: "opencode",
		verbs:  wordset.Of("run"),
		setup:  wordset.Of("auth agent mcp models serve web upgrade uninstall session stats export import github attach acp debug"),
		names:  pairs("m=model s=session c=continue h=help v=version f=file"),
		valued: wordset.Of("model agent session format file title attach port command variant dir")},
	"cursor-agent": {agent: "cursor",
		starts: wordset.Of("print force yolo"),
		setup:  wordset.Of("login logout status whoami update upgrade ls mcp install-shell-integration uninstall-shell-integration create-chat models about"),
		names:  pairs("p=print f=force a=api-key m=model h=help v=version H=header"),
		valued: wordset.Of("model api-key output-format resume sandbox workspace header mode worktree")},
	"qwen": {agent: "qwen-code",
		starts: wordset.Of("prompt yolo approval-mode"),
		setup:  wordset.Of("mcp extensions auth"),
		names:  pairs("p=prompt y=yolo m=model s=sandbox v=version h=help"),
		valued: wordset.Of("prompt approval-mode model allowed-tools openai-api-key openai-base-url")},
	"q": {agent: "amazon-q", needsFlag: true,
		starts: map[string]bool{},
		verbs:  wordset.Of("chat"),
		names:  pairs("a=trust-all-tools h=help V=version trust-tools=allowed-tools"),
		valued: wordset.Of("agent model allowed-tools")},
	"cagent": {agent: "cagent",
		verbs:  wordset.Of("run exec"),
		names:  pairs("h=help a=agent"),
		valued: wordset.Of("agent model working-dir env-from-file session-db")},
}

type gateRow struct{ agent, flag, value, kind, why string }

// gateRows say which flags switch a protection off. codex --full-auto is none of
// them: it keeps the sandbox.
var gateRows = []gateRow{
	{"claude-code", "dangerously-skip-permissions", "", "approval", "the agent is never asked before it uses a tool"},
	{"claude-code", "permission-mode", "bypassPermissions", "approval", "the agent is never asked before it uses a tool"},
	{"codex", "dangerously-bypass-approvals-and-sandbox", "", "approval", "every command runs without approval"},
	{"codex", "dangerously-bypass-approvals-and-sandbox", "", "sandbox", "commands run outside of the sandbox"},
	{"codex", "yolo", "", "approval", "every command runs without approval"},
	{"codex", "yolo", "", "sandbox", "commands run outside of the sandbox"},
	{"codex", "sandbox", "danger-full-access", "sandbox", "commands run outside of the sandbox"},
	{"gemini-cli", "yolo", "", "approval", "every tool call is approved at once"},
	{"gemini-cli", "approval-mode", "yolo", "approval", "every tool call is approved at once"},
	{"gemini-cli", "sandbox", "false", "sandbox", "commands run outside of the sandbox"},
	{"qwen-code", "yolo", "", "approval", "every tool call is approved at once"},
	{"qwen-code", "approval-mode", "yolo", "approval", "every tool call is approved at once"},
	{"copilot", "allow-all-tools", "", "approval", "every tool runs without approval"},
	{"copilot", "allow-all", "", "approval", "every tool, path and address is allowed without approval"},
	{"copilot", "yolo", "", "approval", "every tool, path and address is allowed without approval"},
	{"aider", "yes-always", "", "approval", "every confirmation is answered with yes"},
	{"aider", "yes", "", "approval", "every confirmation is answered with yes"},
	{"opencode", "dangerously-skip-permissions", "", "approval", "every permission that is not denied is granted"},
	{"cursor", "force", "", "approval", "commands run without approval unless they are denied"},
	{"cursor", "yolo", "", "approval", "commands run without approval unless they are denied"},
	{"cursor", "sandbox", "disabled", "sandbox", "commands run outside of the sandbox"},
	{"amazon-q", "trust-all-tools", "", "approval", "every tool runs without approval"},
	{"cagent", "yolo", "", "approval", "every tool call is approved at once"},
}

// runner runs another command.
type runner struct {
	// valued are its flags that take a value, each between blanks.
	valued string
	// verb are words of its own before the command.
	verb string
	// number says that a duration or priority comes before the command.
	number bool
	// fetches says that the command is a package.
	fetches bool
}

var runners = map[string]runner{
	"sudo": {valued: " -u -g -C -D --user --group --chdir "}, "doas": {valued: " -u "}, "env": {valued: " -u -C --unset --chdir "},
	"exec": {}, "command": {}, "builtin": {}, "nohup": {}, "time": {}, "setsid": {}, "unbuffer": {}, "caffeinate": {}, "xvfb-run": {},
	"srt":  {valued: " -s --settings "}, // Anthropic's sandbox runtime
	"nice": {valued: " -n "}, "stdbuf": {valued: " -i -o -e "},
	"timeout": {valued: " -k -s --kill-after --signal ", number: true}, "gtimeout": {valued: " -k -s --kill-after --signal ", number: true},
	"xargs": {valued: " -I -n -P -L -d "},
	"npx":   {valued: " -p --package -c --call ", fetches: true}, "bunx": {valued: " -p --package ", fetches: true},
	"pnpm": {verb: "dlx exec", fetches: true}, "pnpx": {fetches: true}, "yarn": {verb: "dlx exec", fetches: true}, "bun": {verb: "x run", fetches: true},
	"npm": {verb: "exec x", valued: " -p --package ", fetches: true},
	"uvx": {valued: " --from --with --python -p ", fetches: true}, "uv": {verb: "tool run", valued: " --from --with --python -p ", fetches: true},
	"pipx": {verb: "run", valued: " --spec --python ", fetches: true},
	"mise": {verb: "exec x"},
}

// containers run a command in a container, by their verbs.
var containers = map[string]map[string]bool{
	"docker": wordset.Of("run exec"), "podman": wordset.Of("run exec"), "nerdctl": wordset.Of("run exec"), "kubectl": wordset.Of("exec run"),
}

// packages are the programs that packages bring.
var packages = map[string]string{
	"@anthropic-ai/claude-code": "claude", "@openai/codex": "codex", "@google/gemini-cli": "gemini", "@github/copilot": "copilot",
	"aider-chat": "aider", "opencode-ai": "opencode", "@qwen-code/qwen-code": "qwen",
}

// pairs reads "short=long short=long".
func pairs(list string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Fields(list) {
		short, long, _ := strings.Cut(p, "=")
		m[short] = long
	}
	return m
}
