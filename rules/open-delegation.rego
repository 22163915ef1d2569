# METADATA
# title: An agent has a more powerful one act for it
# description: Whoever talks the first agent into something has the second do it, and the limits of the first are none.
# custom:
#   severity: 6.5
#   precision: high
#   view: package
#   kinds: [agent, control]
#   remediation: Take the right from the delegate, or have it act with a token that carries the rights of its caller.
#   nhi: [NHI5]
#   asi: [ASI03, ASI08]
#   cwe: [441, 269]
#   maestro: [L4, L7]
#   rmf: [MAP 4.2, MEASURE 2.8]
package nhi.rules["open-delegation"]

import data.nhi.words

deny contains {"msg": sprintf("Agent '%s' delegates to %s.", [a.name, w.note]), "_loc": w.at, "related": []} if {
	some a in input.agents
	some w in a.wider
}

deny contains {"msg": sprintf("%s without an end: %s.", [words.guarded(c, "An agent", "delegates", "delegate"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "delegation"
	c.state == "off"
	not words.passes_token(c)
}
