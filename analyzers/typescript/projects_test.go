package typescript

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// TestProjects: names of modules that a project or a workspace gives to its own code are
// followed there; those of an SDK are what the tables say, in its own repository too.
func TestProjects(t *testing.T) {
	const keys = "export const key = process.env.CRM_OPENAI_KEY;\n"
	use := func(module string) string {
		return "import OpenAI from 'openai';\nimport { key } from '" + module + "';\nnew OpenAI({ apiKey: key });\n"
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  int
	}{
		"a path":                {map[string]string{"app/a.ts": use("@lib/keys"), "app/tsconfig.json": "{ // names\n\"compilerOptions\": { \"paths\": { \"@lib/*\": [\"./lib/*\"] } } }", "app/lib/keys.ts": keys}, 1},
		"one name":              {map[string]string{"app/a.ts": use("keys"), "tsconfig.json": `{"compilerOptions": {"baseUrl": "./lib", "paths": {"keys": ["k/index.ts"]}}}`, "lib/k/index.ts": keys}, 1},
		"what it extends":       {map[string]string{"app/a.ts": use("#keys"), "app/tsconfig.json": `{"extends": "../tsconfig.base"}`, "tsconfig.base.json": `{"compilerOptions": {"paths": {"#*": ["src/*"]}}}`, "src/keys.ts": keys}, 1},
		"the nearest settings":  {map[string]string{"app/a.ts": use("@lib/keys"), "app/tsconfig.json": "{}", "tsconfig.json": `{"compilerOptions": {"paths": {"@lib/*": ["lib/*"]}}}`, "lib/keys.ts": keys}, 0},
		"a package":             {map[string]string{"apps/a/a.ts": use("@corp/keys"), "package.json": `{"workspaces": ["packages/*", "apps/*"]}`, "packages/keys/package.json": `{"name": "@corp/keys"}`, "packages/keys/src/index.ts": keys}, 1},
		"a part of a package":   {map[string]string{"apps/a/a.ts": use("@corp/keys/all"), "pnpm-workspace.yaml": "packages:\n  - 'packages/*'\n", "packages/keys/package.json": "{\n  \"name\": \"@corp/keys\"\n}", "packages/keys/all.ts": keys}, 1},
		"no package of ours":    {map[string]string{"apps/a/a.ts": use("@corp/keys"), "package.json": `{"workspaces": ["apps/*"]}`, "packages/keys/package.json": `{"name": "@corp/keys"}`, "packages/keys/src/index.ts": keys}, 0},
		"outside":               {map[string]string{"a.ts": use("@lib/keys"), "tsconfig.json": `{"compilerOptions": {"paths": {"@lib/*": ["../../lib/*"]}}}`}, 0},
		"itself":                {map[string]string{"a.ts": use("keys"), "tsconfig.json": `{"extends": "./tsconfig.json", "compilerOptions": {"paths": {"keys": ["a.ts"]}}}`}, 0},
		"settings that are bad": {map[string]string{"a.ts": use("@lib/keys"), "tsconfig.json": `{"compilerOptions": {"paths": [`}, 0},
	} {
		tree := nhitest.Tree{}
		for p, text := range c.files {
			tree[p] = nhi.NewFile(p, []byte(text))
		}
		got := 0
		for _, u := range tree.Units(Analyzer) {
			got += len(nhitest.Run(t, Analyzer, u).Credentials)
		}
		if got != c.want {
			t.Errorf("%s: %d credentials, want %d", name, got, c.want)
		}
	}
	tree := nhitest.Tree{}
	for p, text := range map[string]string{
		"package.json":                       `{"workspaces": ["packages/*"]}`,
		"packages/agents/package.json":       `{"name": "@openai/agents"}`,
		"packages/agents/src/index.ts":       "export class Agent {}\n",
		"examples/bot/index.ts":              "import { Agent } from '@openai/agents';\nexport const bot = new Agent({ name: 'bot' });\n",
		"packages/agents/src/deep/nested.ts": "export {};\n",
	} {
		tree[p] = nhi.NewFile(p, []byte(text))
	}
	agents := 0
	for _, u := range tree.Units(Analyzer) {
		agents += len(nhitest.Run(t, Analyzer, u).Agents)
	}
	if agents != 1 {
		t.Errorf("the repository of an SDK has %d agents, want 1", agents)
	}
}
