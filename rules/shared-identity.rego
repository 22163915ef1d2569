# METADATA
# title: Several agents run as one identity
# description: Each agent holds the rights of all of them, no action can be put down to one, and none can be revoked alone.
# custom:
#   severity: 7.5
#   precision: very-high
#   view: package
#   kinds: [identity]
#   remediation: Give each agent an identity of its own with the grants of its task.
#   nhi: [NHI9]
#   asi: [ASI03, ASI08]
#   cwe: [653, 266]
#   maestro: [L4, L7]
#   rmf: [MEASURE 2.8, GOVERN 1.6]
package nhi.rules["shared-identity"]

import data.nhi.words

deny contains {"msg": sprintf("%s '%s' is shared by %s%s.", [words.capital(replace(i.kind, "-", " ")), i.name, words.agents(i.agents), words.gives(i)]), "_loc": i.at, "related": i.path} if {
	some i in input.identities
	i.shared_by > 1
	not i["default"]
	not words.bundle(i)
}
