package awspolicy

import (
	"os"
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func FuzzRun(f *testing.F) {
	for _, name := range []string{"deploy", "trust", "bucket"} {
		text, err := os.ReadFile("testdata/files/" + name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	nhitest.Fuzz(f, Analyzer, "policy.json")
}
