package lsp

import (
	"context"
	"fmt"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// team is what a team of a platform keeps in one file, in %d a number of its own and in
// %s what its container gets: an agent with its account, rights, settings, service
// and budget, in 105 lines.
const team = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: team-%[1]d
  namespace: support
  labels: {app.kubernetes.io/name: team-%[1]d, app.kubernetes.io/part-of: desk}
automountServiceAccountToken: false
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: team-%[1]d
  namespace: support
rules:
  - apiGroups: [""]
    resources: [configmaps]
    resourceNames: [team-%[1]d]
    verbs: [get, watch]
  - apiGroups: [batch]
    resources: [jobs]
    verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: team-%[1]d
  namespace: support
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: team-%[1]d}
subjects:
  - {kind: ServiceAccount, name: team-%[1]d, namespace: support}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: team-%[1]d, namespace: support}
data:
  prompt.md: |
    You answer questions about orders of shop %[1]d.
    Ask for the number of an order before you look it up.
    Never promise a refund; hand over to a person instead.
  settings.yaml: |
    model: {name: gpt-5, temperature: 0.2}
    retries: 3
    timeout: 30s
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: team-%[1]d
  namespace: support
  labels: {app.kubernetes.io/name: team-%[1]d, app.kubernetes.io/part-of: desk}
spec:
  replicas: 2
  selector:
    matchLabels: {app.kubernetes.io/name: team-%[1]d}
  template:
    metadata:
      labels: {app.kubernetes.io/name: team-%[1]d, app.kubernetes.io/part-of: desk}
    spec:
      serviceAccountName: team-%[1]d
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: agent
          image: registry.example.com/support/team:1.4.2
          args: [langgraph, up]
          ports:
            - {name: http, containerPort: 8080}
          env:
            - {name: LOG_LEVEL, value: info}
            - {name: QUEUE, value: "orders-%[1]d"}
            - {name: MCP_SERVER_URL, value: "https://tools.support.svc/mcp"}
            - name: OPENAI_API_KEY
              %[2]s
          readinessProbe:
            httpGet: {path: /ready, port: http}
            periodSeconds: 10
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {memory: 1Gi}
          volumeMounts:
            - {name: settings, mountPath: /etc/team}
      volumes:
        - name: settings
          configMap: {name: team-%[1]d}
---
apiVersion: v1
kind: Service
metadata: {name: team-%[1]d, namespace: support}
spec:
  selector: {app.kubernetes.io/name: team-%[1]d}
  ports:
    - {name: http, port: 80, targetPort: http}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: team-%[1]d, namespace: support}
spec:
  minAvailable: 1
  selector:
    matchLabels: {app.kubernetes.io/name: team-%[1]d}
---
`

// stored is a key that a Secret keeps.
const stored = "valueFrom: {secretKeyRef: {name: models, key: openai}}"

// large is a file of 2,000 lines: nineteen teams, of which the last has what is given
// for its key.
func large(key string) string {
	var text strings.Builder
	for i := range 19 {
		value := stored
		if i == 18 {
			value = key
		}
		fmt.Fprintf(&text, team, i, value)
	}
	return text.String()
}

// workspace is a repository of 3,000 files: 750 services of a manifest, code, a page
// and settings; of ten, one is an agent, with its rights in Terraform.
func workspace(b *testing.B) string {
	dir := b.TempDir()
	files := map[string]string{".gitignore": "node_modules/\n"}
	for i := range 750 {
		name := fmt.Sprintf("svc-%03d", i)
		files[name+"/README.md"] = "# " + name + "\n\nWhat it does, in a few words.\n"
		files[name+"/main.go"] = "package main\n\nimport \"net/http\"\n\nfunc main() { _ = http.ListenAndServe(\":8080\", nil) }\n"
		agent := strings.NewReplacer("triage-agent", name, "support-bots", name).Replace(triage)
		if i%10 > 0 {
			files[name+"/deploy.yaml"] = strings.NewReplacer("OPENAI_API_KEY", "DATABASE_PASSWORD", "MCP_SERVER_URL", "DATABASE_URL", "langgraph, up", "serve").Replace(agent)
			files[name+"/settings.toml"] = "log_level = \"info\"\nworkers = 4\n"
			continue
		}
		files[name+"/deploy.yaml"] = agent
		files[name+"/main.tf"] = fmt.Sprintf("resource \"aws_iam_role_policy\" \"%[1]s\" {\n  role   = \"%[1]s\"\n  policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })\n}\n", name)
	}
	plant(b, dir, files)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=b", "-c", "user.email=b@example.com", "commit", "-qm", "all"}} {
		c := exec.Command("git", args...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			b.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	return dir
}

// BenchmarkAlone is the look at such a file without its neighbours.
func BenchmarkAlone(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(Garbage)) // as the command has it
	text := []byte(large("value: " + key))
	f := &folder{root: b.TempDir()}
	for b.Loop() {
		if _, err := f.alone(context.Background(), f.root+"/big.yaml", text, testNow(), "test"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEdit is the time from an edit of a file of 2,000 lines to its
// diagnostics, in a workspace of 3,000 files that was scanned: a character of a key is
// typed, or taken away.
func BenchmarkEdit(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(Garbage))
	e := startWith(b, workspace(b), Options{Now: testNow}) // with the pause that people have
	defer e.end(b)
	text := large("value: " + key)
	before, _, _ := strings.Cut(text, key)
	e.open(b, "big.yaml", text)
	e.until(b, "svc-740/deploy.yaml", "the scan of the workspace", func([]diagnostic) bool { return true })
	end := position{strings.Count(before, "\n"), len(before) - strings.LastIndex(before, "\n") - 1 + len(key)}
	typed := []change{{&span{end, position{end.Line, end.Character + 1}}, ""}, {&span{end, end}, "x"}} // by version
	version := 2
	for b.Loop() {
		version++
		e.tell(b, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uriOf(e.dir + "/big.yaml"), "version": version}, "contentChanges": typed[version%2 : version%2+1]})
		for {
			p := e.until(b, "big.yaml", "the diagnostics of the edit", func(list []diagnostic) bool {
				i := slices.IndexFunc(list, func(d diagnostic) bool { return d.Code == "literal-credential" })
				return i >= 0 && list[i].Range.End.Character == end.Character+version%2
			})
			if *p.Version == version {
				break
			}
		}
	}
}

// BenchmarkWorkspace is the scan of that workspace after such an edit, when nothing
// but the file is read, and when the disk may be another.
func BenchmarkWorkspace(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(Garbage))
	f := &folder{root: workspace(b)}
	for name, anew := range map[string]bool{"edit": false, "anew": true} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n++
				open := map[string][]byte{f.root + "/big.yaml": []byte(large("value: "+key) + strings.Repeat("#", n%2))}
				j, err := f.judge(context.Background(), anew, open, testNow(), "test")
				if err != nil {
					b.Fatal(err)
				}
				f.take(j)
			}
		})
	}
	f.warm.Close()
}
