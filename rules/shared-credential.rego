# METADATA
# title: One credential held by several agents
# description: No use of it can be put down to one agent, and it cannot be revoked for one alone.
# custom:
#   severity: 5.5
#   precision: high
#   view: package
#   kinds: [credential]
#   remediation: Issue a credential for each agent, or let a broker hold it and hand out tokens for each task.
#   nhi: [NHI9, NHI7]
#   asi: [ASI03, ASI08]
#   cwe: [653, 522]
#   maestro: [L4, L7]
#   rmf: [MEASURE 2.8]
package nhi.rules["shared-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s is held by %s.", [words.credential(c), words.agents(c.agents)]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.shared_by > 1
	c.subject == ""
}
