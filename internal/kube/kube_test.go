package kube

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestScope(t *testing.T) {
	for file, want := range map[string]string{
		"a.yaml":                                   ".",
		"samples/x/agent.yaml":                     "samples/x",
		"samples/x/components/llm.yaml":            "samples/x",
		"samples/x/manifests/a.yaml":               "samples/x",
		"manifests/a/b.yaml":                       "manifests",
		"k8s/a.yaml":                               "k8s",
		"k8s/agents/rbac/a.yaml":                   "k8s",
		"k8s/overlays/prod/agents/a.yaml":          "k8s/overlays/prod",
		"clusters/eu/apps/a.yaml":                  "clusters/eu",
		"overlays/prod.yaml":                       "overlays",
		"config/rbac/role.yaml":                    "config",
		"charts/planner/templates/deployment.yaml": "charts/planner",
		"src/Deploy/a/b.yaml":                      "src/Deploy",
	} {
		if got := Scope(file); got != want {
			t.Errorf("Scope(%s) = %s, want %s", file, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	objects, notices := Read(nhi.NewFile("a.yaml", []byte(`apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ServiceAccount
  metadata: {name: a}
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: b, namespace: n}}
- [not, an, object]
---
kind: values
image: x
---
apiVersion: batch/v1
kind: Job
metadata:
  generateName: run-
`)))
	if len(notices) > 0 || len(objects) != 3 {
		t.Fatalf("%d objects, notices %v", len(objects), notices)
	}
	for i, want := range []string{" ServiceAccount default a", "apps Deployment n b", "batch Job default run-"} {
		o := objects[i]
		if got := o.Group + " " + o.Kind + " " + o.Space() + " " + o.Name; got != want {
			t.Errorf("object %d is %q, want %q", i, got, want)
		}
		if o.At.Text() != o.Name {
			t.Errorf("%s is placed at %q", o.Name, o.At.Text())
		}
	}
}

func TestPods(t *testing.T) {
	for kind, text := range map[string]string{
		"v1 Pod":                       `{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "c"}]}}`,
		"apps/v1 Deployment":           `{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}`,
		"batch/v1 CronJob":             `{"apiVersion": "batch/v1", "kind": "CronJob", "spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}}}`,
		"serving.knative.dev/v1":       `{"apiVersion": "serving.knative.dev/v1", "kind": "Service", "spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}`,
		"agents.x-k8s.io/v1 Sandbox":   `{"apiVersion": "agents.x-k8s.io/v1beta1", "kind": "Sandbox", "spec": {"podTemplate": {"spec": {"initContainers": [{"name": "c"}]}}}}`,
		"argoproj.io/v1alpha1 Rollout": `{"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}`,
	} {
		objects, _ := Read(nhi.NewFile("a.json", []byte(text)))
		if len(objects) != 1 {
			t.Fatalf("%s: %d objects", kind, len(objects))
		}
		if p := PodOf(objects[0]); p == nil || len(p.Containers) != 1 {
			t.Errorf("%s: no pod", kind)
		}
	}
	for _, text := range []string{
		`{"apiVersion": "v1", "kind": "Service", "spec": {"template": {"spec": {"containers": [{"name": "c"}]}}}}`,
		`{"apiVersion": "example.com/v1", "kind": "Deployment", "spec": {"template": {"spec": {"containers": []}}}}`,
		`{"apiVersion": "v1", "kind": "Pod", "spec": "none"}`,
	} {
		objects, _ := Read(nhi.NewFile("a.json", []byte(text)))
		if p := PodOf(objects[0]); p != nil {
			t.Errorf("a pod in %s", text)
		}
	}
}
