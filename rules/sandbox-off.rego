# METADATA
# title: An agent runs its commands outside of a sandbox
# description: "What a misled step does then reaches the whole machine: its files, its network, and the credentials of whoever uses it."
# custom:
#   severity: 6.0
#   precision: very-high
#   view: site
#   kinds: [control]
#   remediation: Leave the sandbox on, and widen it by the folders and hosts that the task needs.
#   nhi: [NHI5]
#   asi: [ASI05, ASI02]
#   cwe: [693, 250]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["sandbox-off"]

import data.nhi.words

deny contains {"msg": sprintf("%s without a sandbox: %s.", [words.guarded(c, "An agent", "runs", "run"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "sandbox"
	c.state == "off"
}
