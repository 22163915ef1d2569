# METADATA
# title: Credential written to a log or a trace
# description: Logs and traces are kept for long and read by more people and programs than the store that guards the agent's credential.
# custom:
#   severity: 6.5
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Log that it is set, not what it is, and replace it where it was written already.
#   nhi: [NHI2]
#   asi: [ASI03]
#   cwe: [532]
#   maestro: [L5]
#   rmf: [MEASURE 2.10]
package nhi.rules["credential-in-log"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is written to a %s (%s).", [words.credential(c), words.of_agents(c.agents), c.store, c.attributes.reaches]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.store in {"log", "trace"}
	c.attributes.reaches
}
