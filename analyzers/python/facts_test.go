package python

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// fixtures are the texts of the fixtures whose names end so.
func fixtures(t testing.TB, ending string) (texts [][]byte) {
	names, err := filepath.Glob("testdata/*/*" + ending)
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	return texts
}

func FuzzModule(f *testing.F) {
	for _, text := range fixtures(f, ".py") {
		f.Add(text)
	}
	nhitest.Fuzz(f, Analyzer, "agent.py")
}

func FuzzNotebook(f *testing.F) {
	for _, text := range fixtures(f, ".ipynb") {
		f.Add(text)
	}
	nhitest.Fuzz(f, Analyzer, "agent.ipynb")
}

// TestImports: a file is worth parsing when it imports a module of the tables, and a
// cheap look at its bytes has to tell.
func TestImports(t *testing.T) {
	for text, want := range map[string]bool{
		"import agents":                               true,
		"import os, agents as a":                      true,
		"from agents.mcp import MCPServerStdio":       true,
		"try:\n    from crewai import Agent":          true,
		"if x: pass\n\timport boto3":                  true,
		"from google import genai":                    true,
		"from google.adk.agents import Agent":         true,
		"from google.protobuf import message":         false,
		"from google import protobuf":                 false,
		"from azure.identity import X":                true,
		"import os\nimport sys":                       false,
		"important = 1\n# import agents later":        false,
		"from myagents import Agent":                  false,
		"from .agents import Agent":                   false,
		`    "import agents\n",`:                      true,
		`"source": "import os\nfrom crewai import X"`: true,
		"":       false,
		"import": false,
	} {
		if got := relevant(language, []byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestLocal: a module of the repository is no SDK, whatever its name.
func TestLocal(t *testing.T) {
	agent := "from agents import Agent\n\nbot = Agent(name=\"bot\")\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  int
	}{
		"the SDK":                       {map[string]string{"app/bot.py": agent}, 1},
		"a module beside it":            {map[string]string{"app/bot.py": agent, "app/agents.py": "class Agent: pass\n"}, 0},
		"a package beside it":           {map[string]string{"app/bot.py": agent, "app/agents/base.py": "class Agent: pass\n"}, 0},
		"a package of the project":      {map[string]string{"app/bot.py": agent, "pyproject.toml": "", "agents/__init__.py": ""}, 0},
		"a package in src":              {map[string]string{"app/bot.py": agent, "setup.py": "", "src/agents/__init__.py": ""}, 0},
		"a folder of another project":   {map[string]string{"app/bot.py": agent, "app/requirements.txt": "", "agents/x.py": ""}, 1},
		"a package of the same package": {map[string]string{"app/__init__.py": "", "app/bot.py": agent, "app/requirements.txt": "", "agents/__init__.py": ""}, 0},
		"re-exported":                   {map[string]string{"app/bot.py": strings.Replace(agent, "agents", "kit", 1) + "import openai\n", "app/kit.py": "from agents import Agent\n"}, 1},
	} {
		tree := nhitest.Tree{}
		for p, text := range c.files {
			tree[p] = nhi.NewFile(p, []byte(text))
		}
		got := 0
		for _, u := range tree.Units(Analyzer) {
			if u.Key == "app" {
				got += len(nhitest.Run(t, Analyzer, u).Agents)
			}
		}
		if got != c.want {
			t.Errorf("%s: %d agents, want %d", name, got, c.want)
		}
	}
}

// TestHostile is about names that stand for each other, texts of texts, and more than
// anybody writes: bounded, and none of it lost in silence.
func TestHostile(t *testing.T) {
	head := "from agents import Agent\nimport openai\n"
	laughs := head
	for i := range 40 {
		laughs += strings.Repeat("", i) + "v" + string(rune('a'+i%26)) + string(rune('0'+i/26)) + " = f\"" + strings.Repeat("{v"+string(rune('a'+(i+1)%26))+string(rune('0'+(i+1)/26))+"}", 50) + "\"\n"
	}
	for name, text := range map[string]string{
		"a circle":           head + "a = b\nb = a\nopenai.OpenAI(api_key=a)\n",
		"a function of self": head + "def f(x):\n    return f(x)\nopenai.OpenAI(api_key=f(1))\n",
		"texts of texts":     laughs + "openai.OpenAI(api_key=va0)\nAgent(name=va0, instructions=va0)\n",
		"many calls":         head + strings.Repeat("def f(k):\n    return openai.OpenAI(api_key=k)\nf(f)\n", 3000),
		"many agents":        head + strings.Repeat("a = Agent(name='x', tools=[a], handoffs=[a])\n", 5000),
		"one of itself":      head + "a = Agent(name='x', tools=[a])\na = [a, *a]\n",
	} {
		f := nhi.NewFile("a.py", []byte(text))
		nhitest.Check(t, nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{f}}))
		_ = name
	}
	// What stands for itself is followed a few steps, not until nothing is followed any
	// more in the whole directory.
	for name, text := range map[string]string{
		"a client of itself":  head + "import boto3\nx = boto3.client(x.name('y'))\nx.create()\n",
		"an object of itself": head + "a = a.b()\nopenai.OpenAI(api_key=a.d)\n",
	} {
		f := nhi.NewFile("a.py", []byte(text+"import os\nopenai.OpenAI(api_key=os.environ['OPENAI_API_KEY'])\n"))
		if facts := nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{f}}); len(facts.Credentials) != 1 {
			t.Errorf("%s: %d credentials, want 1", name, len(facts.Credentials))
		}
	}
	long := nhi.NewFile("big.py", []byte(head+strings.Repeat("x = 1\n", 1<<20)))
	unit, ok := Analyzer.Claims(long.Path, long.Bytes())
	if !ok {
		t.Fatal("a large file that imports a framework is passed over in silence")
	}
	facts := nhitest.Run(t, Analyzer, &nhi.Unit{Key: unit, Files: []*nhi.File{long}})
	if len(facts.Notices) != 1 || !facts.Notices[0].Incomplete {
		t.Errorf("a large file gives %v", facts.Notices)
	}
}

// benchmarks: MB/s of a core. Files without a framework are refused by a look at
// their imports, but read for literals where a name promises a secret.
func benchmark(b *testing.B, text string) {
	f := nhi.NewFile("a.py", []byte(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if unit, ok := Analyzer.Claims(f.Path, f.Bytes()); ok {
			if _, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{f}}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

const plain = "import os\nimport sys\n\n\ndef send(host: str, retries: int = 3) -> None:\n    \"\"\"Sends it.\"\"\"\n    for name in [1, 2, 3]:\n        print(f'{host!r}:{name}')\n    return {'a': [1, 2, 3], 'b': load(name)}\n\n\n"

func BenchmarkRefused(b *testing.B) { benchmark(b, strings.Repeat(plain, 1<<20/len(plain))) }

func BenchmarkAgents(b *testing.B) {
	text, err := os.ReadFile(path.Join("testdata", "openai-agents", "support.py"))
	if err != nil {
		b.Fatal(err)
	}
	// One program among ordinary code, as it is in repositories.
	benchmark(b, string(text)+strings.Repeat(plain, 1<<17/len(plain)))
}
