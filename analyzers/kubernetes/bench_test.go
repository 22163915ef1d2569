package kubernetes

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// manyManifests are as many files as the budget of a whole scan is about: 3,000 of
// 20 MB, in thirty namespaces of three clusters; one of ten is an agent's.
func manyManifests() map[string][]*nhi.File {
	var env, config strings.Builder
	for i := range 24 {
		fmt.Fprintf(&env, "            - {name: SETTING_NUMBER_%02d, value: \"a value of some length for setting %02d\"}\n", i, i)
	}
	for i := range 60 {
		fmt.Fprintf(&config, "    section_%02d:\n      level: info\n      timeout: 30s\n", i)
	}
	agent := "            - {name: OPENAI_API_KEY, valueFrom: {secretKeyRef: {name: models, key: openai}}}\n            - {name: MCP_SERVER_URL, value: \"https://tools.example.com/mcp\"}\n"
	units := map[string][]*nhi.File{}
	for i := range 3000 {
		ns, name, more := fmt.Sprintf("ns-%d", i%30), fmt.Sprintf("svc-%d", i), ""
		if i%10 == 0 {
			name, more = fmt.Sprintf("svc-agent-%d", i), agent
		}
		text := fmt.Sprintf(benchManifest, name, ns, config.String()) + env.String() + more
		file := fmt.Sprintf("clusters/c%d/%s/%s.yaml", i%3, ns, name)
		unit, _ := claims(file, []byte(text))
		units[unit] = append(units[unit], nhi.NewFile(file, []byte(text)))
	}
	return units
}

const benchManifest = `apiVersion: v1
kind: ServiceAccount
metadata: {name: %[1]s, namespace: %[2]s}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: %[1]s, namespace: %[2]s}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
  - {kind: ServiceAccount, name: %[1]s}
---
apiVersion: v1
kind: Service
metadata: {name: %[1]s, namespace: %[2]s}
spec:
  selector: {app: %[1]s}
  ports: [{name: http, port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: %[1]s, namespace: %[2]s}
data:
  app.yaml: |
%[3]s---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: %[1]s
  namespace: %[2]s
  labels: {app: %[1]s}
spec:
  replicas: 2
  selector:
    matchLabels: {app: %[1]s}
  template:
    metadata:
      labels: {app: %[1]s}
      annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
    spec:
      serviceAccountName: %[1]s
      automountServiceAccountToken: false
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      volumes: [{name: config, configMap: {name: %[1]s}}]
      containers:
        - name: main
          image: registry.example.com/apps/%[1]s:1.0.0
          ports: [{name: http, containerPort: 8080}]
          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
          livenessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 10}
          readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 5}
          volumeMounts: [{name: config, mountPath: /etc/app}]
          env:
`

func BenchmarkMany(b *testing.B) {
	units := manyManifests()
	size := 0
	for _, files := range units {
		for _, f := range files {
			size += f.Len()
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for key, files := range units {
			if _, err := run(context.Background(), &nhi.Unit{Key: key, Files: files, Tree: nhitest.Tree{}}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
