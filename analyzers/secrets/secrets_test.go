package secrets

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

func facts(t *testing.T, path, text string) *nhi.Facts {
	t.Helper()
	unit, ok := Analyzer.Claims(path, []byte(text))
	if !ok {
		return &nhi.Facts{}
	}
	f, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{nhi.NewFile(path, []byte(text))}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Everything that users of secret scanners complain about stays silent.
func TestNoise(t *testing.T) {
	files, err := filepath.Glob("testdata/noise/*")
	if err != nil || len(files) < 16 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, p := range files {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		// under a name without any context, where nothing is forgiven
		for _, c := range facts(t, "deploy/"+filepath.Base(p), string(text)).Credentials {
			t.Errorf("%s:%d: %s", p, c.At.Position().Line, c.Kind)
		}
	}
}

func TestFacts(t *testing.T) {
	key := creds.Sample("anthropic-admin-key", 5)
	for path, want := range map[string]string{
		"main.go": "code/", "deploy/app.yaml": "file/", "README.md": "file/docs", "tests/a.py": "code/test", ".env": "env-file/", "examples/a.tf": "file/example",
	} {
		f := facts(t, path, fmt.Sprintf("a\nkey = %q\n", key))
		if len(f.Credentials) != 1 {
			t.Fatalf("%s: %d credentials", path, len(f.Credentials))
		}
		c := f.Credentials[0]
		if got := c.Store + "/" + c.Attributes["context"]; got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
		if c.Kind != "anthropic-admin-key" || !c.Administrative || c.Origin != nhi.FromLiteral || c.At.Text() != key || c.At.Position().Line != 2 || !strings.HasPrefix(c.Key, "literal:") {
			t.Errorf("%s: %+v", path, c)
		}
	}
}

func TestWants(t *testing.T) {
	for path, want := range map[string]bool{
		"a.go": true, "README.md": true, "Dockerfile": true, ".env": true, "a.yaml": true, "key.pem": true, "LICENSE": true,
		"package-lock.json": false, "app.min.js": false, "app.js.map": false, "logo.png": false, "a.zip": false, "go.sum": false, "uv.lock": false, ".secrets.baseline": false,
	} {
		if Analyzer.Wants(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
	if _, ok := Analyzer.Claims("a.txt", append([]byte("binary\x00"), make([]byte, 64)...)); ok {
		t.Error("a binary file was claimed")
	}
}
