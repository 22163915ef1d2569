package fix

import "github.com/nhivet/nhivet/internal/nhi"

// manifestFixers change Kubernetes manifests.
var manifestFixers = []Fixer{
	{"automounted-token", nhi.Unsafe, "sets automountServiceAccountToken: false on the pod", "Kubernetes manifests, charts and overlays", noToken},
}

// noToken keeps the token out of the pod: what the pod says goes before what its
// account says (kubernetes.io, Configure Service Accounts for Pods, "Opt out of API
// credential automounting").
func noToken(s *site) []nhi.Fix {
	const text = "Keep the API token out of the pod; look whether the image calls the cluster's API all the same."
	if !isYAML(s.file) && !ends(s.file, ".json") {
		return nil
	}
	switch s.at().Text() {
	case "true":
		return one(nhi.Unsafe, text, replace(s.at(), "false"))
	case "spec":
		if e, ok := below(s.at(), "automountServiceAccountToken", "false"); ok {
			return one(nhi.Unsafe, text, e)
		}
	}
	return nil
}
