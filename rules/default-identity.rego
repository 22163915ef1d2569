# METADATA
# title: An agent runs as the identity that everybody gets
# description: What is granted to the default identity later is granted to the agent, and its actions cannot be told from those of its neighbours.
# custom:
#   severity: 5.0
#   precision: very-high
#   view: site
#   kinds: [identity]
#   remediation: Name an identity of the agent's own with no more than the grants of its task, and refuse the token where it needs none.
#   nhi: [NHI9, NHI5]
#   asi: [ASI03]
#   cwe: [1188]
#   maestro: [L4]
#   rmf: [MAP 4.2, GOVERN 1.6]
package nhi.rules["default-identity"]

import data.nhi.words

deny contains {"msg": sprintf("%s %s as the default identity '%s'.", [words.capital(words.agents(i.agents)), words.verb(i.agents, "runs", "run"), i.name]), "_loc": first, "related": i.path} if {
	some i in input.identities
	i["default"]
	count(i.agents) > 0
	first := i.path[0].at
}
