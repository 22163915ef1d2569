# METADATA
# title: An agent that nobody answers for
# description: When it goes wrong, or its work ends, nobody is there to take its rights away.
# custom:
#   severity: 3.5
#   precision: very-high
#   view: site
#   kinds: [agent]
#   remediation: Name its owner in .nhivet.yaml, or take the agent away.
#   nhi: [NHI1]
#   asi: [ASI10, ASI03]
#   cwe: [1059]
#   maestro: [L6]
#   rmf: [GOVERN 2.1, GOVERN 1.6]
package nhi.rules["unowned-agent"]

import data.nhi.words

deny contains {"msg": sprintf("%s has no owner among those that .nhivet.yaml names.", [words.capital(words.agents([a]))]), "_loc": a.at, "related": []} if {
	some a in input.agents
	a.unowned
	a.kind in words.deployed
}
