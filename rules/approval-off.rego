# METADATA
# title: An agent acts without asking
# description: With approval switched off, whatever the agent reads can make it use its credentials, and nobody sees it happen.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: site
#   kinds: [control]
#   remediation: "Allow the tools of the task by name; where a person is there to ask, ask before those that write."
#   nhi: [NHI5]
#   asi: [ASI02, ASI09]
#   cwe: [862]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5, GOVERN 3.2]
package nhi.rules["approval-off"]

import data.nhi.words

deny contains {"msg": sprintf("%s without asking: %s.", [words.guarded(c, "An agent", "acts", "act"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "approval"
	c.state == "off"
}
