# METADATA
# title: Administrative credential in an agent's hands
# description: A key that makes and deletes other keys lets the agent, and whoever steers it, outlive every revocation.
# custom:
#   severity: 8.5
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Give the agent a credential of its own that can do its task only, and keep the administrative one out of its runtime.
#   nhi: [NHI5]
#   asi: [ASI03, ASI10]
#   cwe: [250]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["administrative-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s manages other credentials, and %s %s it.", [words.credential(c), words.agents(c.agents), words.verb(c.agents, "holds", "hold")]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.administrative
	count(c.agents) > 0
}
