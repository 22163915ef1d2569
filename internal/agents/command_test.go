package agents

import (
	"fmt"
	"sort"
	"strings"
	"testing"
)

func TestCommand(t *testing.T) {
	for line, want := range map[string]string{
		"claude|-p|fix it|--allowedTools|Bash(git log:*),Read|Edit": "claude-code allowed-tools=Bash(git log:*),Read,Edit print=true",
		"claude|--dangerously-skip-permissions|fix it":              "claude-code dangerously-skip-permissions=true; approval",
		"claude|--permission-mode=bypassPermissions|-p|fix":         "claude-code permission-mode=bypassPermissions print=true; approval",
		"claude|--permission-mode|plan|-p|fix":                      "claude-code permission-mode=plan print=true",
		"npx|-y|@anthropic-ai/claude-code@latest|-p|x":              "claude-code print=true",
		"npx|--yes|-p|@anthropic-ai/claude-code|claude|-p|x":        "claude-code print=true",
		"A=b|sudo|-u|node|timeout|-k|5|600s|claude|--print|x":       "claude-code print=true",
		"/usr/local/bin/claude|-p|x":                                "claude-code print=true",
		"srt|--settings|s.json|claude|-p|x":                         "claude-code print=true",
		"claude|mcp|add|-p|x":                                       "",
		"claude|--version":                                          "",
		"claude|-p|--help":                                          "",
		"claude":                                                    "",
		"codex|exec|--full-auto|x":                                  "codex full-auto=true",
		"codex|exec|-s|danger-full-access|x":                        "codex sandbox=danger-full-access; sandbox",
		"codex|-c|sandbox_mode=\"danger-full-access\"|exec|x":       "codex sandbox=danger-full-access; sandbox",
		"codex|--yolo|exec|x":                                       "codex yolo=true; approval sandbox",
		"cursor-agent|-p|-a|hidden|x":                               "cursor api-key=true print=true",
		"codex|login|--api-key|x":                                   "",
		"codex|--model|exec":                                        "",
		"gemini|-p|x|--yolo":                                        "gemini-cli prompt=true yolo=true; approval",
		"gemini|--approval-mode|auto_edit|-p|x":                     "gemini-cli approval-mode=auto_edit prompt=true",
		"gemini|--yolo=false|-p|x":                                  "gemini-cli prompt=true yolo=false",
		"gemini|test|suite":                                         "",
		"copilot|-p|x|--allow-all-tools":                            "copilot allow-all-tools=true prompt=true; approval",
		"copilot|--allow-tool|shell(git)|--allow-tool=write|-p|x":   "copilot allowed-tools=shell(git),write prompt=true",
		"copilot|svc|deploy|-p|x":                                   "",
		"aider|--yes-always|--message|x|a.py":                       "aider message=true yes-always=true; approval",
		"uvx|--from|aider-chat|aider|-m|x":                          "aider message=true",
		"aider|a.py":                                                "",
		"goose|run|-t|x":                                            "goose text=true",
		"goose|run":                                                 "",
		"goose|up":                                                  "",
		"goose|-dir|migrations|up":                                  "",
		"opencode|run|-m|anthropic/claude|x":                        "opencode model=anthropic/claude",
		"opencode|auth|login":                                       "",
		"cursor-agent|-p|x|--force":                                 "cursor force=true print=true; approval",
		"cursor-agent|login":                                        "",
		"q|chat|--no-interactive|--trust-all-tools|x":               "amazon-q no-interactive=true trust-all-tools=true; approval",
		"docker|run|--rm|-e|ANTHROPIC_API_KEY|node:24|npx|-y|@anthropic-ai/claude-code|-p|x": "claude-code print=true",
		"docker|run|--name|claude|-p|80:80|nginx":                                            "",
		"docker|run|claude":                        "",
		"kubectl|exec|pod|--|codex|exec|--yolo|x":  "codex yolo=true; approval sandbox",
		"docker|build|-t|claude|.":                 "",
		"echo|claude|-p|x":                         "",
		"npm|install|-g|@anthropic-ai/claude-code": "",
		"which|claude":                             "",
		"":                                         "",
		"sudo":                                     "",
		"npx|-p":                                   "",
	} {
		agent, flags, ok := Command(strings.Split(line, "|"))
		got := ""
		if ok {
			var list []string
			for k, v := range flags {
				list = append(list, k+"="+v)
			}
			sort.Strings(list)
			got = fmt.Sprintf("%s %s", agent, strings.Join(list, " "))
			for i, g := range Gates(agent, flags) {
				got += map[bool]string{true: "; ", false: " "}[i == 0] + g.Kind
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func TestTools(t *testing.T) {
	got := Tools(map[string]string{"allowed-tools": "Bash(git log:*, -n),Read Edit,,mcp__a__b"})
	if want := "[Bash(git log:*, -n) Read Edit mcp__a__b]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func FuzzCommand(f *testing.F) {
	f.Add("npx|-p|@openai/codex|codex|exec|-c|sandbox_mode=danger-full-access|--allowedTools|Bash(*)")
	f.Add("docker|run|x|env|A=b|timeout|5|claude|-p")
	f.Fuzz(func(t *testing.T, line string) {
		agent, flags, ok := Command(strings.Split(line, "|"))
		if ok && agent == "" {
			t.Error("an agent without a name")
		}
		Gates(agent, flags)
		Tools(flags)
	})
}
