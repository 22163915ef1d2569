# METADATA
# title: Rights that nobody uses are still there to be taken
# description: Whoever may start a workload in the namespace or the account, or make an account of that name, has the rights of something that is gone.
# custom:
#   severity: 4.5
#   precision: high
#   view: repository
#   closed: true
#   kinds: [identity]
#   remediation: Take the account, its bindings and its trusts away, or have what uses it named.
#   nhi: [NHI1]
#   asi: [ASI03, ASI10]
#   cwe: [1164, 459]
#   maestro: [L4]
#   rmf: [GOVERN 1.6]
package nhi.rules["orphaned-identity"]

import data.nhi.words

why := {"unused": "has rights, and nothing runs as it", "missing": "has rights, and nothing makes it"}

deny contains {"msg": sprintf("%s '%s' %s.", [words.capital(replace(i.kind, "-", " ")), i.name, why[i.orphaned]]), "_loc": i.at, "related": i.path} if {
	some i in input.identities
	i.orphaned != ""
}
