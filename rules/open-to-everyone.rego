# METADATA
# title: An agent's gate lets everybody in
# description: The integration would refuse people without write access to the repository, and this setting tells it not to.
# custom:
#   severity: 8.0
#   precision: very-high
#   view: site
#   kinds: [control]
#   remediation: Remove the wildcard, and name the few people or bots that have to be let in.
#   nhi: [NHI4, NHI5]
#   asi: [ASI01, ASI03]
#   cwe: [863, 284]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5, GOVERN 3.2]
package nhi.rules["open-to-everyone"]

import data.nhi.words

deny contains {"msg": sprintf("%s everybody in: %s.", [words.guarded(c, "An agent", "lets", "let"), c.name]), "_loc": c.at, "related": []} if {
	some c in input.controls
	words.starters(c)
	c.state == "off"
	count(c.agents) > 0
	not c.exposes # untrusted-trigger says more
}
