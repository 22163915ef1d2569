package compose

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{
		"compose.yaml": true, "a/docker-compose.yml": true, "compose.prod.yaml": true, "docker-compose-dev.yml": true, "podman-compose.yaml": true,
		"composer.yaml": false, "compose.json": false, "my-compose.yaml": false, ".github/workflows/compose-smoke.yml": false,
	} {
		text := "services:\n  a: {image: b}\n"
		if strings.Contains(name, "workflows") {
			text = "on: push\njobs:\n  a:\n    services:\n      db: {image: postgres}\n"
		}
		if _, got := Analyzer.Claims(name, []byte(text)); got != want {
			t.Errorf("%s is claimed: %v", name, got)
		}
	}
}

func TestResolve(t *testing.T) {
	for text, want := range map[string]string{
		"a": "a", "$$A": "$A", "${A:-b}": "b", "x${A-b}y": "xby", "${A:-${B:-c}}": "c", "${A:-}": "", "${A:-{}}": "{}",
		"${A}": "?", "$A": "?", "${A:?no}": "?", "${A:+b}": "?", "${A:-${B}}": "?", "${A": "${A", "$5": "$5", "${A:-$$b}": "$b",
	} {
		got, known := resolve(text, 0)
		if !known {
			got = "?"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestHostile holds reading to files that were made to hurt.
func TestHostile(t *testing.T) {
	var chain strings.Builder
	chain.WriteString("services:\n")
	for i := range 2000 {
		chain.WriteString("  s" + itoa(i) + ": {extends: s" + itoa(i+1) + ", environment: {A" + itoa(i) + ": b}}\n")
	}
	for name, text := range map[string]string{
		"extends":    chain.String(),
		"references": "services: {a: {image: x, environment: {OPENAI_API_KEY: \"" + strings.Repeat("${A:-", 50_000) + "\"}}}\n",
		"dollars":    "services: {a: {image: x, environment: {OPENAI_API_KEY: \"" + strings.Repeat("$A", 50_000) + "\"}}}\n",
		"volumes":    "services:\n  my-agent:\n    environment: [OPENAI_API_KEY]\n    volumes:\n" + strings.Repeat("      - ~/.aws:/a:ro\n", 20_000),
		"variables":  "services:\n  my-agent:\n    environment:\n" + strings.Repeat("      - OPENAI_API_KEY=${A}\n", 20_000),
		"anchors":    "x: &a {A: b}\n" + strings.Repeat("y: &b [*a, *a, *a, *a]\n", 1000) + "services: {a: *a}\n",
	} {
		f := nhi.NewFile("compose.yaml", []byte(text))
		tree := nhitest.Tree{f.Path: f}
		nhitest.Check(t, nhitest.Run(t, Analyzer, &nhi.Unit{Key: ".", Files: []*nhi.File{f}, Tree: tree}))
		_ = name
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func FuzzCompose(f *testing.F) {
	f.Add([]byte("x-a: &a {environment: {OPENAI_API_KEY: sk-x}}\nservices:\n  agent: {<<: *a, extends: b, image: 'c:${D:-e}', models: [m], volumes: ['~/.aws:/a:ro'], env_file: compose.yaml, secrets: [s]}\n  b: {build: ., command: 'sh -c \"claude -p x\"'}\nsecrets: {s: {file: compose.yaml}}\n"))
	f.Add([]byte("include: compose.yaml\nservices:\n  mcp-gateway: {image: docker/mcp-gateway, command: [--allow-unauthenticated], ports: [80], privileged: true, volumes: [{type: bind, source: /}]}\n---\nservices: {a: !reset null}\n"))
	nhitest.Fuzz(f, Analyzer, "compose.yaml")
}
