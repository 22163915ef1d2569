package cedar

import (
	"os"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func FuzzRun(f *testing.F) {
	for _, name := range []string{"open/tools", "narrow/tools", "forbids/base"} {
		text, err := os.ReadFile("testdata/" + name + ".cedar")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	nhitest.Fuzz(f, Analyzer, "policies/tools.cedar")
}
