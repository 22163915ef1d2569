# METADATA
# title: Token accepted without a check
# description: A token that was issued for somebody else, or that has ended, then lets its bearer act through the agent's tools.
# custom:
#   severity: 7.0
#   precision: high
#   view: site
#   kinds: [control]
#   remediation: Check signature, issuer, audience and expiry of every token before it counts.
#   nhi: [NHI4]
#   asi: [ASI07, ASI03]
#   cwe: [287]
#   maestro: [L3, L7]
#   rmf: [MEASURE 2.7]
package nhi.rules["unchecked-token"]

import data.nhi.words

deny contains {"msg": sprintf("%s tokens without a check: %s.", [words.guarded(c, "An agent's endpoint", "accepts", "accept"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "token-check"
	c.state == "off"
}
