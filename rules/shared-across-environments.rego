# METADATA
# title: Production and another environment share an identity or a secret
# description: Whoever gets into the environment where things are tried out has what production has.
# custom:
#   severity: 7.5
#   precision: high
#   view: repository
#   kinds: [identity, credential]
#   remediation: Make one for each environment, with the grants that it needs there.
#   nhi: [NHI8, NHI9]
#   asi: [ASI03]
#   cwe: [653]
#   maestro: [L4]
#   rmf: [MAP 4.2, MEASURE 2.8]
package nhi.rules["shared-across-environments"]

import data.nhi.words

deny contains {"msg": sprintf("%s '%s' is the same in %s%s.", [words.capital(replace(i.kind, "-", " ")), i.name, words.list(i.environments), words.gives(i)]), "_loc": i.at, "related": array.concat(i.across, i.path)} if {
	some i in input.identities
	count(i.across) > 0
}

deny contains {"msg": sprintf("%s is the same in %s.", [words.credential(c), words.list(c.environments)]), "_loc": c.at, "related": array.concat(c.across, c.path)} if {
	some c in input.credentials
	count(c.across) > 0
}
