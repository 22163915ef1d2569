package dotenv

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/envfile"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func facts(t *testing.T, path, text string) []*nhi.Credential {
	t.Helper()
	if _, ok := Analyzer.Claims(path, []byte(text)); !ok {
		t.Fatalf("%s is not claimed", path)
	}
	f, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: path, Files: []*nhi.File{nhi.NewFile(path, []byte(text))}})
	if err != nil {
		t.Fatal(err)
	}
	return f.Credentials
}

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestFile(t *testing.T) {
	github := creds.Sample("github-classic-token", 3)
	text := strings.Join([]string{
		"# the planner",
		"export OPENAI_API_KEY='sk-proj-Qm7vT2xLp9RzKd4WnB8cYf3HsJ6gUe1' # rotate",
		"GITHUB_TOKEN=" + github,
		`DB_PASSWORD="x9!kRw2v#Q"`,
		"DATABASE_URL=postgres://svc:Tq7mZr2Lk9Xv@db.corp.io/app",
		"  SMTP_PASS = hunter2pass   # comment",
		"LOG_LEVEL=debug",
		"ANTHROPIC_API_KEY=",
		"GEMINI_API_KEY=your-key-here",
		"GROQ_API_KEY=${GROQ_FROM_ELSEWHERE}",
		"COMMENTED#API_KEY=Tq7mZr2Lk9XvBn4Ws6Pd",
		"#API_KEY=Tq7mZr2Lk9XvBn4Ws6Pd",
		"MAX_TOKENS=4096",
		"TOKEN_FILE=/run/secrets/token",
		"REDIS_URL=redis://:Tq7mZr2Lk9Xv@localhost:6379",
		"POSTGRES_PASSWORD=postgres",
		`MULTI="first`,
		`second"`,
		"API_KEY=Tq7mZr2Lk9XvBn4Ws6Pd",
		`BROKEN="no end`,
		"SECRET_KEY=Zk4Tq7mZr2Lk9XvBn4Ws",
	}, "\n")
	var got []string
	for _, c := range facts(t, "deploy/.env", text) {
		got = append(got, fmt.Sprintf("%d %s %s", c.At.Position().Line, c.Name, c.Kind))
		if c.Store != "env-file" || c.Origin != nhi.FromLiteral || c.At.Text() != c.Secret.Reveal() {
			t.Errorf("%s: store %s, span %v", c.Name, c.Store, c.At)
		}
	}
	want := []string{
		"2 OPENAI_API_KEY openai-api-key", "3 GITHUB_TOKEN github-classic-token", "4 DB_PASSWORD password", "5 DATABASE_URL database-url",
		"6 SMTP_PASS password", "19 API_KEY api-key", "21 SECRET_KEY secret-key",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTemplates(t *testing.T) {
	text := "API_KEY=Tq7mZr2Lk9XvBn4Ws6Pd\nGITHUB_TOKEN=" + creds.Sample("github-classic-token", 3) + "\n"
	for _, path := range []string{".env.example", ".env.sample", "app.template.env", ".env.dist"} {
		got := facts(t, path, text)
		if len(got) != 1 || got[0].Kind != "github-classic-token" || got[0].Attributes["context"] != "example" {
			t.Errorf("%s: %d credentials", path, len(got))
		}
	}
	if got := facts(t, ".env.production", text); len(got) != 2 || got[0].Environment != "prod" {
		t.Errorf("production: %d credentials", len(got))
	}
	if got := facts(t, "prod.env", "A=1\r\nAPI_KEY=Tq7mZr2Lk9XvBn4Ws6Pd\r\n"); len(got) != 1 || got[0].At.Text() != "Tq7mZr2Lk9XvBn4Ws6Pd" {
		t.Error("line ends of Windows")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("A=b\nexport C='d'\nE=\"f\ng\"\nH")
	f.Add("export A=\"x\\\n\\\"y\"\r\nB = ''#\nC=$(d) # e\nF=\"open")
	f.Fuzz(func(t *testing.T, text string) {
		file := nhi.NewFile(".env", []byte(text))
		for _, p := range envfile.Parse(file) {
			if p.Name == "" || !p.Value.Span.Valid() || !p.At.Valid() {
				t.Fatal("an assignment without a place")
			}
		}
		if _, ok := Analyzer.Claims(".env", []byte(text)); ok {
			if _, err := Analyzer.Run(context.Background(), &nhi.Unit{Files: []*nhi.File{file}}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
