# METADATA
# title: An agent is an administrator
# description: One misled step of the agent can do everything in the account, the cluster or the store, and undo the controls around it.
# custom:
#   severity: 9.5
#   precision: very-high
#   view: package
#   kinds: [grant]
#   remediation: Grant the actions that the task needs, on the resources that it needs.
#   nhi: [NHI5]
#   asi: [ASI03, ASI02]
#   cwe: [250, 269]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["agent-admin-grant"]

import data.nhi.words

deny contains {"msg": sprintf("%s may do everything: %s.", [words.capital(words.agents(g.agents)), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	g.breadth == "admin"
	not g.justified
	count(g.agents) > 0
}
