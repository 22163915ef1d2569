# METADATA
# title: A machine identity may use every resource of a kind
# description: A task needs some of the resources, and an agent that is talked into something reaches them all.
# custom:
#   severity: 3.5
#   precision: medium
#   view: site
#   kinds: [grant]
#   remediation: Name the resources that the task uses.
#   nhi: [NHI5]
#   asi: [ASI02, ASI03]
#   cwe: [1220]
#   maestro: [L4]
#   rmf: [MAP 4.2]
package nhi.rules["broad-grant"]

import data.nhi.words

deny contains {"msg": sprintf("%s may use more than a task needs: %s.", [words.holder(g), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	g.breadth == "broad"
	not g.justified
	not words.told(g)
	reached(g)
}

# Controllers change what they control in every namespace, so in Kubernetes it
# takes an agent to be news.
reached(g) if g.system != "kubernetes"

reached(g) if count(g.agents) > 0
