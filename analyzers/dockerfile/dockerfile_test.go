package dockerfile

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{
		"Dockerfile": true, "a/Dockerfile.dev": true, "api.Dockerfile": true, "api.dockerfile": true, "Containerfile": true, "Dockerfile-agent": true,
		"Dockerfile.dockerignore": false, "Dockerfile.md": false, "dockerfiles": false, "dockerfile_test.go": false, ".dockerignore": false,
	} {
		if _, got := Analyzer.Claims(name, []byte("FROM scratch\n")); got != want {
			t.Errorf("%s is claimed: %v", name, got)
		}
	}
}

func FuzzDockerfile(f *testing.F) {
	f.Add([]byte("FROM a AS b\nARG OPENAI_API_KEY\nRUN <<A x $OPENAI_API_KEY\\\n# c\n y\nexport API_KEY=Tq7mZr2Lk9XvBn4Ws6Pd\nA\nENTRYPOINT [\"claude\"]\nCMD [\"-p\", \"x\"]\n"))
	f.Add([]byte("# escape=`\nFROM a\nENV A \"b c` \n d\" e\nENV A='x' B=\"$C\\\"\"\nCOPY --chown=a .env id_rsa /\nONBUILD RUN claude -p x"))
	nhitest.Fuzz(f, Analyzer, "Dockerfile")
}
