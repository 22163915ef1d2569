# METADATA
# title: A machine identity can act for others
# description: What it does in another's name is put down to the other, and the other's limits are its own.
# custom:
#   severity: 6.5
#   precision: high
#   view: site
#   kinds: [grant]
#   remediation: Bind the action to the one account or user that the task acts for.
#   nhi: [NHI5]
#   asi: [ASI03]
#   cwe: [269, 863]
#   maestro: [L4, L7]
#   rmf: [MAP 4.2, MEASURE 2.8]
package nhi.rules["impersonation-grant"]

import data.nhi.words

deny contains {"msg": sprintf("%s can act for others: %s.", [words.holder(g), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"impersonation" in g.hazards
	not "escalation" in g.hazards
	g.breadth != "admin"
	not g.justified
}
