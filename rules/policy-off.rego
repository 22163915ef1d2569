# METADATA
# title: A policy that refuses nothing
# description: The gate is there and everything passes, so that it is trusted for what it does not do.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: package
#   kinds: [control]
#   remediation: Enforce the policy, permit the actions that the task needs, and let the rest be refused.
#   nhi: [NHI5]
#   asi: [ASI02, ASI03]
#   cwe: [693, 862]
#   maestro: [L6]
#   rmf: [GOVERN 1.4, MAP 4.2]
package nhi.rules["policy-off"]

import data.nhi.words

deny contains {"msg": sprintf("%s refuses nothing: %s.", [policy(c), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "policy"
	c.state == "off"
}

policy(c) := sprintf("The policy around %s", [words.agents(c.agents)]) if count(c.agents) > 0

policy(c) := "A policy" if count(c.agents) == 0
