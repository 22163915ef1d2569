# METADATA
# title: A trust lets in an agent that has no business there
# description: Whoever talks the agent of that pipeline into something can have it take the identity, although no workflow says that it does.
# custom:
#   severity: 6.5
#   precision: high
#   view: repository
#   kinds: [identity]
#   remediation: Name the subject of the workflows that take the identity (its branch or, better, its environment), or take id-token from the agent's job.
#   nhi: [NHI4, NHI5]
#   asi: [ASI03]
#   cwe: [346, 284]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["trust-beyond-workflow"]

import data.nhi.words

deny contains {"msg": sprintf("%s '%s' can be taken by %s as well: its trust fits their tokens.", [words.capital(replace(i.kind, "-", " ")), i.name, words.agents(i.admits)]), "_loc": place, "related": array.concat(i.trust, [{"at": a.at, "note": sprintf("'%s' may ask for a token that fits", [a.name])} | some a in i.admits])} if {
	some i in input.identities
	count(i.admits) > 0
	place := i.trust[0].at
}
