# METADATA
# title: Credential that lives longer than a day
# description: A task of an agent takes minutes, and a credential that outlives it can be used by whoever finds it in the meantime.
# custom:
#   severity: 5.5
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Shorten the lifetime to an hour, or raise the limit for this kind in .nhivet.yaml with a reason.
#   nhi: [NHI7]
#   asi: [ASI03]
#   cwe: [613, 263]
#   maestro: [L4, L6]
#   rmf: [MANAGE 2.4]
package nhi.rules["ttl-too-long"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s lives %s.", [words.credential(c), words.of_agents(c.agents), c.lifetime.text]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.lifetime.band == "long"
	c.lifetime.basis in {"written", "decoded"}
	words.elsewhere(c)
}
