package golangci

import (
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis/analysistest"
)

// The plugin as golangci-lint finds it: by its name, with the settings of its
// configuration. The key is handed to a wrapper in another package.
func TestPlugin(t *testing.T) {
	construct, err := register.GetPlugin("nhivet")
	if err != nil {
		t.Fatal(err)
	}
	plugin, err := construct(nil)
	if err != nil {
		t.Fatal(err)
	}
	if mode := plugin.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", mode)
	}
	analyzers, err := plugin.BuildAnalyzers()
	if err != nil || len(analyzers) != 1 || analyzers[0].Name != "nhivet" {
		t.Fatalf("%v %v", analyzers, err)
	}
	dir, cleanup, err := analysistest.WriteFiles(map[string]string{
		"github.com/openai/openai-go/option/option.go": "package option\n\nfunc WithAPIKey(key string) int { return 0 }\n",
		"model/model.go": "package model\n\nimport \"github.com/openai/openai-go/option\"\n\nfunc New(key string) any { return option.WithAPIKey(key) }\n",
		"bot/bot.go":     "package bot\n\nimport \"model\"\n\nvar _ = model.New(\"sk-proj-Zqumpm08hsE8JNpjJOQGa2rb19FlY0mG1ylvuhT3BlbkFJfJXqIEnomef2mSJ5CMTIeg1ZTVnVv2fgKD0f6Y\") // want `OpenAI API key is written out in code.*\\[literal-credential\\]`\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	analysistest.Run(t, dir, analyzers[0], "bot", "model")
}
