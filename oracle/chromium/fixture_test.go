package chromium

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.."

// hostile is a name that no cluster would take, in a file that anybody may write.
const hostile = `</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\u2028\u202e`

const manifest = `apiVersion: v1
kind: ServiceAccount
metadata: {name: %[2]s, namespace: %[4]s}
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: %[1]s, namespace: %[4]s}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      serviceAccountName: %[2]s
      containers:
        - name: agent
          image: registry.example.com/%[4]s/%[3]s:1.0.0
          args: [langgraph, up]
          env:
            - {name: MCP_SERVER_URL, value: "https://tools.example.com/mcp"}
%[5]s---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: %[2]s, namespace: %[4]s}
rules:
  - {apiGroups: [""], resources: [%[6]s], verbs: [%[7]s]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: %[2]s, namespace: %[4]s}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %[2]s}
subjects: [{kind: ServiceAccount, name: %[2]s, namespace: %[4]s}]
`

// platform writes manifests of n agents. Every sixth shares its account with the
// one before, every ninth may do everything, half hold a key of their own and a
// third the one of their namespace.
func platform(t *testing.T, dir string, n int) {
	teams := []string{"support", "billing", "search", "research", "release", "claims"}
	environments := []string{"prod", "staging", "dev", "prod"}
	for i := range n {
		team, environment := teams[i/7%len(teams)], environments[i%len(environments)]
		name, account, image := fmt.Sprintf("%s-agent-%03d", team, i), fmt.Sprintf("%s-%03d", team, i), fmt.Sprintf("agent-%03d", i)
		key, resources, verbs := "", `"configmaps"`, `"get", "list"`
		switch {
		case i%2 == 0:
			key = fmt.Sprintf("            - {name: ANTHROPIC_API_KEY, valueFrom: {secretKeyRef: {name: %s, key: anthropic}}}\n", account)
		case i%3 == 0:
			key = "            - {name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: models, key: openai}}}\n"
		}
		if i%6 == 5 {
			account = fmt.Sprintf("%s-%03d", teams[(i-4)/7%len(teams)], i-4)
			team, environment = teams[(i-4)/7%len(teams)], environments[(i-4)%len(environments)]
		}
		if i%9 == 4 {
			resources, verbs = `"*"`, `"*"`
		}
		write(t, filepath.Join(dir, "deploy", environment, name+".yaml"), fmt.Sprintf(manifest, name, account, image, team, key, resources, verbs))
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// build makes the program once.
func build(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "nhivet")
	c := exec.Command("go", "build", "-o", name, "./cmd/nhivet")
	c.Dir = root
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return name
}

// page has the program write the page of a folder.
func page(t *testing.T, program, dir string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "agents.html")
	c := exec.Command(program, "inventory", "--now", "2026-11-24", "--format", "html", "--output", name, ".")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("inventory: %v\n%s", err, out)
	}
	return name
}

// small is the corpus' support desk, and an agent with a hostile name.
func small(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "testdata/corpus/support-desk"))); err != nil {
		t.Fatal(err)
	}
	// A tool's grant, which leads from an agent past the middle column.
	if err := os.CopyFS(filepath.Join(dir, "desk"), os.DirFS(filepath.Join(root, "testdata/agent-wildcard-grant/bad-files"))); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "deploy/hostile.yaml"), fmt.Sprintf(manifest, `"`+hostile+`"`, `"`+strings.ReplaceAll(hostile, "script", "b")+`"`, "hostile", "support", "            - {name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: models, key: openai}}}\n", `"secrets"`, `"get"`))
	return dir
}
