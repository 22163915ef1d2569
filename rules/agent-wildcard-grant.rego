# METADATA
# title: An agent reaches a wildcard grant
# description: The agent can do far more than its task, and whoever steers it by prompt gets the rest.
# custom:
#   severity: 8.0
#   precision: high
#   view: package
#   kinds: [grant]
#   remediation: List the actions and the resources that the task needs.
#   nhi: [NHI5]
#   asi: [ASI03, ASI02]
#   cwe: [250, 1220]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["agent-wildcard-grant"]

import data.nhi.words

deny contains {"msg": sprintf("%s %s a wildcard: %s.", [words.capital(words.agents(g.agents)), words.verb(g.agents, "reaches", "reach"), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	g.breadth == "wildcard"
	not g.justified
	not words.told(g)
	count(g.agents) > 0
}
