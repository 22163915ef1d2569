# METADATA
# title: Strangers start or feed an agent that holds rights
# description: Whoever writes a comment, an issue or a fork writes the agent's instructions, and what it holds is then theirs to use.
# custom:
#   severity: 8.5
#   precision: high
#   view: site
#   kinds: [agent]
#   remediation: Let the agent that reads strangers' text hold nothing that writes, and hand what it proposes to a second job that a person releases; or start it only for people with write access.
#   nhi: [NHI5]
#   asi: [ASI01, ASI03]
#   cwe: [863, 441]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5, GOVERN 3.2]
package nhi.rules["untrusted-trigger"]

import data.nhi.words

deny contains {"msg": sprintf("Anybody can start or feed %s%s, which %s.", [words.agents([a]), words.event(a), words.rights(a)]), "_loc": a.at, "related": words.places(a)} if {
	some a in input.agents
	words.strangers(a)
	words.holds_rights(a)
	not words.head(a)
}
