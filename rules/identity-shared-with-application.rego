# METADATA
# title: An agent and another workload run as one identity
# description: Whoever talks the agent into something acts with the other workload's rights, and the audit log cannot tell the two apart.
# custom:
#   severity: 5.0
#   precision: high
#   view: package
#   kinds: [identity]
#   remediation: Give the agent an identity of its own with the grants of its task.
#   nhi: [NHI9, NHI5]
#   asi: [ASI03]
#   cwe: [653]
#   maestro: [L4]
#   rmf: [MEASURE 2.8]
package nhi.rules["identity-shared-with-application"]

import data.nhi.words

deny contains {"msg": sprintf("%s %s as '%s' together with %s.", [words.capital(words.agents(i.agents)), words.verb(i.agents, "runs", "run"), i.name, words.names(i.workloads)]), "_loc": i.at, "related": i.path} if {
	some i in input.identities
	i.shared_by == 1
	count(i.workloads) > 0
	not i["default"]
	not words.bundle(i)
}
