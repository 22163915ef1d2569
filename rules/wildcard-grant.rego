# METADATA
# title: A machine identity holds a wildcard grant
# description: Whoever steers what runs with it, an agent above all, gets everything under the wildcard and not the task's part alone.
# custom:
#   severity: 5.5
#   precision: high
#   view: site
#   kinds: [grant]
#   remediation: List the actions and the resources that are needed.
#   nhi: [NHI5]
#   asi: [ASI03]
#   cwe: [250, 1220]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["wildcard-grant"]

import data.nhi.words

deny contains {"msg": sprintf("%s has more than a task needs: %s.", [words.holder(g), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	g.breadth in {"wildcard", "admin"}
	not g.justified
	not words.told(g)
	count(g.agents) == 0
}
