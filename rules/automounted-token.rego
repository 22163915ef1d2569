# METADATA
# title: API token mounted into an agent that has no use for it
# description: The token that Kubernetes mounts by default really lives a year, and an agent that reads files on request can hand it out.
# custom:
#   severity: 3.5
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: "Set automountServiceAccountToken: false, and mount a projected token with an audience where one is needed."
#   nhi: [NHI5, NHI7]
#   asi: [ASI03]
#   cwe: [1188]
#   maestro: [L4]
#   rmf: [MAP 4.2]
#   sources: ["kube-apiserver reference: --service-account-extend-token-expiration is on by default"]
package nhi.rules["automounted-token"]

import data.nhi.words

deny contains {"msg": sprintf("The API token that is mounted by default reaches %s, which %s no use of it.", [words.agents(c.agents), words.verb(c.agents, "shows", "show")]), "_loc": c.at, "related": []} if {
	some c in input.credentials
	c.kind == "kubernetes-automounted-token"
	object.get(c.attributes, "calls_api", "") != "true"
	count(c.agents) > 0
}
