package gitlab

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestClaims(t *testing.T) {
	for name, want := range map[string]bool{
		".gitlab-ci.yml": true, "a/.gitlab-ci.yaml": true, "ci/build.gitlab-ci.yml": true, ".gitlab/ci/rails.yml": true,
		".gitlab-ci.yml.bak": false, "docker-compose.yml": false, ".gitlab/issue.yml": false, ".gitlab/ci/run.sh": false,
	} {
		if _, got := Analyzer.Claims(name, []byte("a:\n  script: x\n")); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Files of strangers cost time in proportion to their size.
func TestHostile(t *testing.T) {
	const n = 20000
	many := func(f func(i int) string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"extends": many(func(i int) string { return fmt.Sprintf(".j%d:\n  extends: [.j%d, .j%d]\n", i, i+1, i+1) }, 2000) + "j:\n  extends: .j0\n  script: x\n",
		"references": many(func(i int) string {
			return fmt.Sprintf(".r%d:\n  script: [!reference [.r%d, script], !reference [.r%d, script]]\n", i, i+1, i+1)
		}, 30) + "j:\n  script: [!reference [.r0, script]]\n",
		"jobs":      many(func(i int) string { return fmt.Sprintf("j%d: {script: [\"claude -p $A_TOKEN\"]}\n", i) }, n),
		"variables": "variables:\n" + many(func(i int) string { return fmt.Sprintf("  V%d_TOKEN: $X%d_TOKEN\n", i, i) }, 2000) + many(func(i int) string { return fmt.Sprintf("j%d: {script: [a]}\n", i) }, 2000),
		"bomb": "a: &a {script: [x, x, x, x, x, x, x, x, x]}\n" + many(func(i int) string {
			return fmt.Sprintf("a%d: &a%d {script: [*a%s, *a%s, *a%s, *a%s]}\n", i, i, prev(i), prev(i), prev(i), prev(i))
		}, 30),
		"script":   "j:\n  script:\n    - |\n" + strings.Repeat("      claude -p $A_TOKEN > x; export B_TOKEN='q8Zr1Xw4Lk9Vt2Bn7'\n", n/2),
		"folded":   "j:\n  script:\n    - >\n" + strings.Repeat("      claude -p $A_TOKEN > x; export B_TOKEN='q8Zr1Xw4Lk9Vt2Bn7'\n", n/2),
		"matrix":   "j:\n  script: x\n  parallel:\n    matrix:\n" + strings.Repeat("      - {A: [1, 2, 3], B: [1, 2, 3], C: [1, 2, 3]}\n", n/4),
		"includes": "include:\n" + many(func(i int) string { return fmt.Sprintf("  - local: a%d.yml\n", i) }, n),
	} {
		start := time.Now()
		files := nhitest.Tree{".gitlab-ci.yml": nhi.NewFile(".gitlab-ci.yml", []byte(text))}
		facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: "gitlab-ci", Files: []*nhi.File{files[".gitlab-ci.yml"]}, Tree: files})
		if err != nil {
			t.Fatal(err)
		}
		nhitest.Check(t, facts)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		} else {
			t.Logf("%s: %v, %d agents, %d notices", name, took, len(facts.Agents), len(facts.Notices))
		}
	}
}

func prev(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprint(i - 1)
}

func FuzzRun(f *testing.F) {
	f.Add([]byte("j:\n  extends: .a\n  script: [\"claude -p $X_TOKEN\", !reference [.a, script]]\n.a: {script: >-\n  x\n}\n"))
	f.Add([]byte("include: a.yml\nvariables: {T_TOKEN: {value: $X}}\ndefault: {id_tokens: {A: {aud: x}}}\nj: {script: |\n  codex exec --yolo x\n}\n"))
	nhitest.Fuzz(f, Analyzer, ".gitlab-ci.yml")
}
