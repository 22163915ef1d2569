# METADATA
# title: What an agent sees is written where others read it
# description: The agent's output holds what its tools return, credentials too, and logs and traces are read by more people than the secret store.
# custom:
#   severity: 5.0
#   precision: very-high
#   view: site
#   kinds: [control]
#   remediation: Leave the setting off, and look at a single run's output where only its owner can.
#   nhi: [NHI2]
#   asi: [ASI03]
#   cwe: [532, 200]
#   maestro: [L5]
#   rmf: [MEASURE 2.10]
package nhi.rules["exposed-output"]

import data.nhi.words

deny contains {"msg": sprintf("%s what goes through the model: %s.", [words.guarded(c, "An agent", "records", "record"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "exposure"
	c.state == "off"
}
