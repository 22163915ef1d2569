# METADATA
# title: A person's credential in an agent's hands
# description: What the agent does is put down to the person, reaches all that the person reaches, and stops when the person leaves.
# custom:
#   severity: 6.0
#   precision: high
#   view: site
#   kinds: [credential, grant]
#   remediation: "Give the agent a machine identity of its own: an application, a service account, or a role that it assumes by federation."
#   nhi: [NHI10, NHI7]
#   asi: [ASI03, ASI09]
#   cwe: [522, 266]
#   maestro: [L6]
#   rmf: [GOVERN 3.2]
package nhi.rules["personal-token"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is a person's.", [words.credential(c), words.of_agents(c.agents)]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	words.elsewhere(c)
	words.personal(c)
}

deny contains {"msg": sprintf("%s %s credentials of the person at the machine: %s.", [words.holder(g), words.holder_verb(g, "reaches", "reach"), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"human-credential" in g.hazards
}
