# METADATA
# title: Password that everybody knows
# description: Whoever reaches the service is let in, the agents and workloads of other teams included; the file is then the least of the ways to learn it.
# custom:
#   severity: 5.0
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Let the platform make a password of its own for every installation, and let the workload read it from a secret store.
#   nhi: [NHI4, NHI2]
#   asi: [ASI03]
#   cwe: [1392, 1393]
#   maestro: [L4]
#   rmf: [MEASURE 2.7]
package nhi.rules["default-password"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s has a value that everybody knows.", [words.credential(c), words.of_agents(c.agents)]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	words.weak(c)
}
