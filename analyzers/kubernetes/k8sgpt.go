package kubernetes

import (
	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
)

// k8sgptGroup is the API group of the operator of K8sGPT, which has a model look
// at the cluster (docs.k8sgpt.ai/reference/operator/overview).
const k8sgptGroup = "core.k8sgpt.ai"

// k8sgptBackends are the variables that say which key the entry "secret" of a
// backend is. The other backends log in as the pod.
var k8sgptBackends = map[string]string{
	"": "OPENAI_API_KEY", "openai": "OPENAI_API_KEY", "azureopenai": "AZURE_OPENAI_API_KEY", "cohere": "COHERE_API_KEY",
	"google": "GEMINI_API_KEY", "ibmwatsonxai": "WATSONX_API_KEY",
}

// k8sgptScore: it acts on the cluster by itself, but only reads unless it is told
// to mend what it finds.
const k8sgptScore = 80

func (r *reader) k8sgpt(o *kube.Object) {
	spec := o.Get("spec")
	key := r.workloadKey(o)
	r.facts.Agents = append(r.facts.Agents, &nhi.Agent{
		Key: key, Name: o.Name, Kind: "workload", Platform: "kubernetes", Environment: r.environment(o), ActsFor: "self", At: o.At,
		Score: k8sgptScore, Evidence: []nhi.Evidence{{Weight: k8sgptScore, Reason: "is a K8sGPT", At: o.At}}, Family: agents.Family(o.Name, "k8sgpt"),
	})
	h := &holder{key: key, object: o, federations: map[string]string{}, store: inEnv}
	if name := spec.Get("ai", "secret", "name"); scalar(name) {
		if env := k8sgptBackends[spec.Get("ai", "backend").Str()]; env != "" {
			r.reference(h, env, name, spec.Get("ai", "secret", "key").Str(), name.Span)
		}
	}
	if name := spec.Get("sink", "secret", "name"); scalar(name) {
		r.reference(h, "SLACK_WEBHOOK_URL", name, spec.Get("sink", "secret", "key").Str(), name.Span)
	}
	if n := spec.Get("ai", "autoRemediation", "enabled"); n != nil {
		if on, known := n.Truth(); known && on {
			r.control("approval", "off", "autoRemediation.enabled", key, "it changes the cluster's objects by itself", "", n.Span)
		}
	}
}
