package kubernetes

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

func TestClaims(t *testing.T) {
	for text, want := range map[string]bool{
		"apiVersion: v1\nkind: Secret\n":                                                     true,
		"apiVersion: v1\nkind: \"Pod\" # one\n":                                              true,
		"apiVersion: x/v1\nkind: CustomResourceDefinition\nspec:\n  kind: Agent\n":           false,
		"apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Secret\n":                 true,
		"apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n":                                  true,
		`{"apiVersion": "v1", "kind": "Pod"}`:                                                true,
		"name: x\nkind: Secret\n":                                                            false,
		"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a]\n": false,
	} {
		if _, ok := claims("a.yaml", []byte(text)); ok != want {
			t.Errorf("claims(%q) = %t", text, ok)
		}
	}
}

// TestScale reads files that multiply what refers to each other: the time has to
// grow with the size, not with its square.
func TestScale(t *testing.T) {
	const n = 1500
	rules := "rules:\n" + strings.Repeat("- {apiGroups: [''], resources: [secrets], verbs: [get]}\n", n)
	subjects := "subjects:\n" + strings.Repeat("- {kind: ServiceAccount, name: a}\n", n)
	role := "{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}"
	pods := func(spec string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p%d, annotations: {dapr.io/enabled: 'true'}}\nspec:\n%s", i, spec)
		}
		return b.String()
	}
	entries := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n"
	for i := range n {
		entries += fmt.Sprintf("  DB_PASSWORD_%d: kX9%dvQ2mZ7pL4\n", i, i+10000)
	}
	components := ""
	for i := range n {
		components += fmt.Sprintf("---\napiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: c%d}\nspec: {type: conversation.openai}\n", i)
	}
	volumes := "  volumes:\n" + strings.Repeat("  - {name: v, secret: {secretName: s}}\n", n)
	env := "  containers:\n  - name: c\n    env:\n" + strings.Repeat("    - {name: GOOGLE_APPLICATION_CREDENTIALS, value: /a/b}\n", n)
	weakLines := func(n int) string {
		return "  settings: |\n" + strings.Repeat("    DB_PASSWORD=password\n    url: amqp://guest:guest@rabbit:5672/\n", n)
	}
	aggregated := "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: all}\naggregationRule:\n  clusterRoleSelectors:\n" +
		strings.Repeat("  - {matchLabels: {a: b}}\n", 10*n)
	for i := range n {
		aggregated += fmt.Sprintf("---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r%d, labels: {a: b}}\nrules: [{apiGroups: [''], resources: [pods], verbs: [get]}]\n", i)
	}
	loads := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n"
	for i := range n {
		loads += fmt.Sprintf("  MCP_SERVER_%d: x\n", i)
	}
	loads += "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    envFrom:\n" + strings.Repeat("    - {configMapRef: {name: c}}\n", 20*n)
	weakEntries := ""
	for i := range n {
		weakEntries += fmt.Sprintf("  DB_PASSWORD_%d: password\n", i)
	}
	many := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "---\n"+format, i)
		}
		return b.String()
	}
	agent := "  serviceAccountName: a\n  containers: [{name: c, env: [{name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: s, key: k}}}], envFrom: [{secretRef: {name: s}}]}]\n"
	for name, text := range map[string]string{
		"copies": many("apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: s%d}\nspec: {secretStoreRef: {name: v}, target: {name: s}, data: [{secretKey: k, remoteRef: {key: k}}]}\n") + pods(agent),
		"spaces": many("apiVersion: external-secrets.io/v1\nkind: ClusterExternalSecret\nmetadata: {name: s%d}\nspec: {namespaceSelectors: ["+strings.Repeat("{matchExpressions: [{key: a, operator: Exists}]}, ", 20)+"], externalSecretSpec: {data: []}}\n") +
			many("apiVersion: v1\nkind: Namespace\nmetadata: {name: n%d, labels: {b: c}}\n"),
		"spiffe":   many("apiVersion: spire.spiffe.io/v1alpha1\nkind: ClusterSPIFFEID\nmetadata: {name: i%d}\nspec: {spiffeIDTemplate: 'spiffe://a/b', ttl: 1h}\n") + pods(agent),
		"policies": many("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p%d}\nspec: {podSelector: {}}\n") + pods(agent),
		"classes": "apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata: {name: c}\nspec:\n  provider: aws\n  parameters:\n    objects: |\n" + strings.Repeat("      - objectName: openai-api-key\n", n) +
			pods("  serviceAccountName: a\n  volumes: [{name: v, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: c}}}]\n"),
		"values":  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    helm:\n      valuesObject:\n" + strings.Repeat("        password: [{name: a, value: kX9dvQ2mZ7pL4}, "+strings.Repeat("[", 50)+strings.Repeat("]", 50)+"]\n", n),
		"prompts": many("apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata: {name: a%d}\nspec: {declarative: {systemMessage: 'You are told nothing of the token here.'}}\n"),
		"roles": "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\n" + rules +
			"---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: " + role + "\n" + subjects,
		"config":     entries + pods("  containers:\n  - name: c\n    envFrom: [{configMapRef: {name: c}}]\n"),
		"components": components + pods("  containers: [{name: c}]\n"),
		"settings":   "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n" + strings.Repeat("  DB_PASSWORD: password\n  DB_URL: host=db user=a password=postgres\n", 10) + weakLines(n),
		"secrets":    "apiVersion: v1\nkind: Secret\nmetadata: {name: c}\nstringData:\n" + weakEntries + pods("  containers:\n  - name: c\n    envFrom: ["+strings.Repeat("{prefix: A_, secretRef: {name: c}}, ", 10)+"]\n"),
		"aggregated": aggregated,
		"loads":      loads,
		"volumes":    "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n" + volumes + env,
	} {
		t.Run(name, func(t *testing.T) {
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			file := nhi.NewFile("a.yaml", []byte(text))
			if _, err := run(context.Background(), &nhi.Unit{Key: ".", Files: []*nhi.File{file}, Tree: nhitest.Tree{}}); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%d bytes took %s", file.Len(), took)
			} else {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				t.Logf("%d bytes took %s, %d MB", file.Len(), took, (m.TotalAlloc-before.TotalAlloc)>>20)
			}
		})
	}
}

func FuzzRun(f *testing.F) {
	err := filepath.WalkDir("testdata", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !wants(name) {
			return err
		}
		text, err := os.ReadFile(name)
		f.Add(text)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{"a.yaml", "a.json"} {
			file := nhi.NewFile(name, text)
			facts, err := run(context.Background(), &nhi.Unit{Key: ".", Files: []*nhi.File{file}, Tree: nhitest.Tree{}})
			if err != nil {
				t.Fatal(err)
			}
			nhitest.Check(t, facts)
		}
	})
}

func BenchmarkRun(b *testing.B) {
	tree, err := nhitest.Load("testdata/workloads")
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, f := range tree {
		size += f.Len()
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, u := range tree.Units(Analyzer) {
			if _, err := run(context.Background(), u); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestCorpus reads a folder of repositories that the environment names: no
// panic, and every place is in its file.
func TestCorpus(t *testing.T) {
	root := os.Getenv("NHIVET_CORPUS")
	if root == "" {
		t.Skip("NHIVET_CORPUS names no folder")
	}
	tree, err := nhitest.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	all := &nhi.Facts{}
	for _, u := range tree.Units(Analyzer) {
		facts, err := run(context.Background(), u)
		if err != nil {
			t.Fatal(err)
		}
		all.Add(facts)
	}
	nhitest.Check(t, all)
	t.Log("\n" + nhitest.Dump(all))
}
