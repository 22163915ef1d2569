# METADATA
# title: Credential without a stated lifetime, where the default is long
# description: With no stated lifetime the default counts, and an agent's credential stays valid long after the task that needed it.
# custom:
#   severity: 7.5
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: State a lifetime of hours at most, or issue the credential for each run.
#   nhi: [NHI7]
#   asi: [ASI03]
#   cwe: [262, 613]
#   maestro: [L4, L6]
#   rmf: [MANAGE 2.4]
package nhi.rules["missing-ttl"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s states no %s, so it lives by default: %s.", [words.credential(c), words.of_agents(c.agents), c.lifetime.field, c.lifetime.text]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.lifetime.basis == "defaulted"
	c.lifetime.band in {"long", "standing"}
	c.kind != "kubernetes-automounted-token"
}
