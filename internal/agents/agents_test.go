package agents

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func items(texts ...string) []Item {
	var out []Item
	for _, t := range texts {
		out = append(out, Item{Text: t})
	}
	return out
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		what     string
		w        Workload
		min, max int
	}{
		{"nothing", Workload{Name: "web"}, 0, 0},
		{"a name alone", Workload{Name: "support-agent", Names: items("agent"), Images: items("acme/support-agent:1")}, 1, 39},
		{"a model key alone", Workload{Name: "api", Env: items("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL")}, 40, 69},
		{"a model key and a name", Workload{Name: "research-agent", Env: items("OPENAI_API_KEY")}, 70, 100},
		{"a model key and tools", Workload{Name: "triage", Env: items("ANTHROPIC_API_KEY", "GITHUB_PERSONAL_ACCESS_TOKEN", "SLACK_BOT_TOKEN")}, 70, 100},
		{"a toolkit on the command line and a model", Workload{Name: "x", Env: items("GEMINI_API_KEY"), Args: items("adk", "web", "--port=80")}, 70, 100},
		{"weak things together", Workload{Name: "bot", Env: items("MODEL_NAME", "HF_TOKEN"), Images: items("ollama/ollama")}, 1, 69},
		{"a label", Workload{Name: "weather", Labels: items("kagenti.io/type=agent")}, 70, 100},
		{"a tool by label", Workload{Name: "weather-agent", Labels: items("kagenti.io/type=tool"), Env: items("OPENAI_API_KEY")}, 0, 0},
		{"a runtime image of a mirror", Workload{Name: "a", Images: items("mirror.example.com:5000/ghcr/kagent-dev/kagent/app@sha256:00")}, 70, 100},
		{"a model server", Workload{Name: "llm", Images: items("docker.io/ollama/ollama:latest")}, 1, 39},
		{"datadog", Workload{Name: "datadog-agent", Names: items("agent"), Images: items("gcr.io/datadoghq/agent:7", "datadog/agent:7"), Labels: items("app.kubernetes.io/component=agent")}, 0, 0},
		{"a node agent", Workload{Name: "node-agent"}, 0, 0},
		{"vault agent beside an agent", Workload{Name: "planner-agent", Images: items("hashicorp/vault:1.17", "acme/planner"), Env: items("OPENAI_API_KEY")}, 70, 100},
		{"spire", Workload{Name: "spire-agent", Images: items("ghcr.io/spiffe/spire-agent:1.9")}, 0, 0},
		{"a gateway", Workload{Name: "llm-agent-gateway", Images: items("ghcr.io/berriai/litellm:main"), Env: items("OPENAI_API_KEY", "ANTHROPIC_API_KEY")}, 0, 0},
		{"a traced agent", Workload{Name: "envvars", Names: items("agent"), Images: items("acme/demo-otel-agent"), Models: items("uses a component")}, 70, 100},
		{"a folder of agents", Workload{Name: "frodo", Path: "examples/multi-agent/frodo.yaml", Models: items("reads the Secret openai")}, 70, 100},
		{"a folder alone", Workload{Name: "db", Path: "agents/db.yaml"}, 1, 39},
		{"a daemon's name, a model's key", Workload{Name: "gitlab-agent", Env: items("OPENAI_API_KEY")}, 40, 69},
	} {
		got, evidence := Score(c.w)
		if got < c.min || got > c.max {
			t.Errorf("%s: score %d (%v), want %d to %d", c.what, got, evidence, c.min, c.max)
		}
		if (got == 0) != (c.max == 0) {
			t.Errorf("%s: score %d", c.what, got)
		}
	}
}

func TestWeakAlone(t *testing.T) {
	for _, r := range images {
		if score, _ := Score(Workload{Images: items(r.text)}); r.weight < strong && score >= nhi.AgentScore {
			t.Errorf("image %s alone scores %d", r.text, score)
		}
	}
	names := []string{"OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_FEDERATION_RULE_ID", "AWS_BEARER_TOKEN_BEDROCK",
		"GOOGLE_CLOUD_AGENT_ENGINE_ID", "LANGSMITH_API_KEY", "MCP_SERVER_URL", "AGENT_NAME", "OPENAI_BASE_URL", "CREWAI_STORAGE_DIR", "A2A_PORT"}
	for _, name := range names {
		if score, _ := Score(Workload{Env: items(name)}); score == 0 {
			t.Errorf("variable %s says nothing", name)
		}
	}
	for name := range variables {
		names = append(names, name)
	}
	for _, name := range names {
		if score, _ := Score(Workload{Env: items(name)}); score >= nhi.AgentScore {
			t.Errorf("variable %s alone scores %d", name, score)
		}
	}
}

func TestVariables(t *testing.T) {
	for name, want := range map[string]int{
		"OPENAI_API_KEY": 40, "openaiApiKey": 40, "ANTHROPIC_BASE_URL": 15, "openai-base-url": 15, "MCP_SERVER_URL": 25, "MCP_PORT": 15, "KAGENT_OPENAI_API_KEY": 40, "KAGENT_URL": 15, "GITHUB_MCP_URL": 25, "AGENT_NAME": 10,
		"ANTHROPIC_FEDERATION_RULE_ID": 40, "AWS_BEARER_TOKEN_BEDROCK": 40, "CLAUDE_CODE_USE_BEDROCK": 60, "TAVILY_API_KEY": 15, "E2B_API_KEY": 15, "LANGCHAIN_TRACING_V2": 15,
		"API_KEY": 0, "TOKEN": 0, "SECRET": 0, "GITHUB_TOKEN": 0, "DATABASE_URL": 0, "PATH": 0, "LOG_LEVEL": 0, "": 0,
	} {
		if _, got, _ := env(name); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}

func FuzzScore(f *testing.F) {
	f.Add("planner-agent", "reg.example.com:5000/acme/otel-agent@sha256:00", "MCP_SERVER_URL", "adk web --port=80")
	f.Add("pre-prod", ":/@", "_MCP_URL", "/.well-known/agent-card.json")
	f.Fuzz(func(t *testing.T, name, image, env, command string) {
		w := Workload{Name: name, Path: name, Images: items(image, name), Env: items(env, name), Args: items(command), Labels: items(env + "=" + name), Names: items(image)}
		if score, evidence := Score(w); score < 0 || score > 100 || score > 0 && len(evidence) == 0 {
			t.Errorf("score %d of %v", score, evidence)
		}
		Family(name, image)
		Environment(name, image, env)
	})
}

func TestFamily(t *testing.T) {
	a := Family("planner-blue", "reg.example.com/acme/planner:1.0")
	for _, name := range []string{"planner", "planner-green", "planner-canary", "planner-v2", "planner-canary-v3"} {
		if got := Family(name, "acme/planner@sha256:aa"); got != a {
			t.Errorf("Family(%s) = %q, want %q", name, got, a)
		}
	}
	if Family("executor", "acme/planner") == a || Family("planner", "acme/executor") == a {
		t.Error("other agents in the family")
	}
}

func TestEnvironment(t *testing.T) {
	for _, c := range [][4]string{
		{"k8s/a.yaml", "", "", ""},
		{"overlays/prod/a.yaml", "", "", "prod"},
		{"overlays/prod/a.yaml", "team-dev", "", "dev"},
		{"envs/pre-prod/a.yaml", "", "", "staging"},
		{"nonprod/a.yaml", "", "", "test"},
		{"non-production-eu/a.yaml", "", "", "test"},
		{"a.yaml", "pre-prod-agents", "", "staging"},
		{"a.yaml", "", "agent-pre-prod", "staging"},
		{"a.yaml", "", "prod-agent", ""},
		{"product/latest/a.yaml", "", "devops", ""},
		{"deploy/values-dev.yaml", "", "", "dev"},
		{"deploy/test-results.yaml", "", "", ""},
		{"a/.env.production", "", "", "prod"},
		{"a.yaml", "", "agent-staging", "staging"},
	} {
		if got := Environment(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("Environment(%q, %q, %q) = %q, want %q", c[0], c[1], c[2], got, c[3])
		}
	}
}

func TestImagePath(t *testing.T) {
	for in, want := range map[string]string{
		"nginx": "nginx", "nginx:1": "nginx", "localhost:5000/a/b:2": "a/b", "ghcr.io/A/b@sha256:00": "a/b", "a/b": "a/b", "": "",
	} {
		if got := ImagePath(in); got != want {
			t.Errorf("ImagePath(%q) = %q, want %q", in, got, want)
		}
	}
}
