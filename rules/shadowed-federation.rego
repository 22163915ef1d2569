# METADATA
# title: Static credential that overrides the workload's federation
# description: The workload can prove who it is without a secret, but the SDK takes the static credential first, so the agent is not keyless although it looks so.
# custom:
#   severity: 8.0
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Remove the static credential from the workload, check that it still works, then revoke the credential.
#   nhi: [NHI4, NHI7]
#   asi: [ASI03]
#   cwe: [1188, 522]
#   maestro: [L4]
#   rmf: [MAP 4.2]
package nhi.rules["shadowed-federation"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s overrides %s.", [words.credential(c), words.of_agents(c.agents), c.shadows]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.shadows != ""
}
