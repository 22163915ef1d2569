package agentfile

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

// A file that is no definition after all gives nothing, not even a notice.
func TestLookAlikes(t *testing.T) {
	tree, err := nhitest.Load("testdata/look-alikes")
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range tree.Units(Analyzer) {
		facts, err := Analyzer.Run(context.Background(), u)
		if err != nil {
			t.Fatal(err)
		}
		if !facts.Empty() || len(facts.Notices) > 0 {
			t.Errorf("%s: %s", u.Key, nhitest.Dump(facts))
		}
	}
}

func seed(f *testing.F, pattern ...string) {
	for _, p := range pattern {
		files, _ := filepath.Glob(p)
		if len(files) == 0 {
			f.Fatalf("no file matches %s", p)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
}

func FuzzYAML(f *testing.F) {
	seed(f, "testdata/*/*.y*ml", "testdata/crewai/config/agents.yaml", "testdata/agentcore/.*.yaml")
	nhitest.Fuzz(f, Analyzer, "config/agents.yaml")
}

func FuzzJSON(f *testing.F) {
	seed(f, "testdata/*/*.json", "testdata/crewai/agents/*.jsonc")
	nhitest.Fuzz(f, Analyzer, "langgraph.json")
}

func FuzzFlow(f *testing.F) {
	seed(f, "testdata/*/*.json")
	nhitest.Fuzz(f, Analyzer, "flow.json")
}

// Files of strangers cost time in proportion to their size.
func TestHostile(t *testing.T) {
	const n = 20000
	for name, text := range map[string]string{
		"a.yaml":              "agents:\n  a:\n    model: m\n    instruction: i\n    toolsets:\n" + strings.Repeat("      - type: shell\n", n) + "permissions:\n  allow:\n" + strings.Repeat("    - shell\n", n),
		"b.yaml":              "agents:\n  a:\n    model: " + strings.Repeat("x,", n) + "\n    instruction: i\n",
		"config/agents.yaml":  strings.Repeat("a: {role: r, goal: g, backstory: b, allow_delegation: true}\n", n),
		"c.yaml":              "kind: Workflow\ntrigger:\n  kind: x\n  actions: " + strings.Repeat("[{actions: ", 400) + strings.Repeat("}]", 400) + "\n",
		"d.yaml":              "model_list:\n  - litellm_params: {model: " + strings.Repeat("${A_TOKEN}", n) + ", api_key: \"" + strings.Repeat("${A_TOKEN}", n) + "\"}\n",
		"langgraph.json":      `{"graphs":{` + strings.Repeat(`"a":"b",`, n) + `"z":"y"},"env":{` + strings.Repeat(`"A_TOKEN":"q8Zr1Xw4Lk9Vt2Bn7Md5Hs3Jf6Gc0Py",`, n) + `"b":"c"}}`,
		"flow.json":           `{"nodes":[` + strings.Repeat(`{"name":"a","type":"@n8n/n8n-nodes-langchain.agent"},`, n) + `{}],"connections":{"a":{"main":[[` + strings.Repeat(`{"node":"a"},`, n) + `{}]]}}}`,
		"card.json":           `{"name":"a","capabilities":{},"protocolVersion":"1","url":"https://h/?` + strings.Repeat("token=q8Zr1Xw4Lk9Vt2Bn7Md5Hs3Jf6&", n) + `","skills":[]}`,
		"prompts/agents.yaml": "a:\n  role: r\n  goal: g\n  backstory: |\n" + strings.Repeat("    gl"+"pat-sLPCbL9q2g_Hxmlq2Z2X\n", n),
	} {
		if !wants(name) {
			t.Fatalf("%s is not wanted", name)
		}
		unit, ok := Analyzer.Claims(name, []byte(text))
		if !ok {
			t.Errorf("%s: not claimed", name)
			continue
		}
		start := time.Now()
		facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{nhi.NewFile(name, []byte(text))}})
		if err != nil {
			t.Fatal(err)
		}
		nhitest.Check(t, facts)
		// Generous: the point is to notice a square, which takes minutes.
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		} else {
			t.Logf("%s: %v, %d credentials, %d tools, %d edges", name, took, len(facts.Credentials), len(facts.Tools), len(facts.Edges))
		}
	}
}
