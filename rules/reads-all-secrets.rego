# METADATA
# title: A machine identity can read every secret
# description: An agent that can read all secrets holds all credentials, whatever was set up to keep them apart.
# custom:
#   severity: 7.0
#   precision: high
#   view: site
#   kinds: [grant]
#   remediation: Name the secrets that the task reads.
#   nhi: [NHI5, NHI2]
#   asi: [ASI03]
#   cwe: [732]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["reads-all-secrets"]

import data.nhi.words

deny contains {"msg": sprintf("%s can read secrets at large: %s.", [words.holder(g), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"reads-all-secrets" in g.hazards
	g.breadth != "admin"
	not "escalation" in g.hazards
	not "impersonation" in g.hazards
	not g.justified
	near(g)
}

# A role that reads the secrets of its own namespace is news where an agent has
# it.
near(g) if g.scope != "namespace"

near(g) if count(g.agents) > 0
