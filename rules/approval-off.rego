# METADATA
# title: An agent acts without asking
# description: With approval switched off, whatever the agent reads can make it use its credentials, and nobody sees it happen.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: site
#   kinds: [control]
#   remediation: Ask for approval of tools that write, and allow the others by name.
#   nhi: [NHI5]
#   asi: [ASI02, ASI09]
#   cwe: [862]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5, GOVERN 3.2]
package nhi.rules["approval-off"]

deny contains {"msg": sprintf("Approval is switched off: %s.", [c.name]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "approval"
	c.state == "off"
}
