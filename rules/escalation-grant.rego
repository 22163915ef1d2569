# METADATA
# title: A machine identity can give itself more rights
# description: With this grant every limit set for the agent is a suggestion, because it can lift the limit itself.
# custom:
#   severity: 7.5
#   precision: high
#   view: site
#   kinds: [grant]
#   remediation: Remove the action, or bind it to the one role, policy or account that the task is about.
#   nhi: [NHI5]
#   asi: [ASI03, ASI10]
#   cwe: [269, 268]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["escalation-grant"]

import data.nhi.words

deny contains {"msg": sprintf("%s can raise %s own rights: %s.", [words.holder(g), words.holder_verb(g, "its", "their"), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"escalation" in g.hazards
	g.breadth != "admin"
	not g.justified
}
