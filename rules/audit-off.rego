# METADATA
# title: Audit is switched off around an agent
# description: Nobody can tell afterwards what the agent did with its rights, nor for whom.
# custom:
#   severity: 5.0
#   precision: high
#   view: site
#   kinds: [control, tool]
#   remediation: Switch the audit log on, and keep the identity of agent and task in it.
#   nhi: [NHI5]
#   asi: [ASI10, ASI09]
#   cwe: [778]
#   maestro: [L5, L6]
#   rmf: [MEASURE 2.4, MEASURE 2.8]
package nhi.rules["audit-off"]

import data.nhi.words

deny contains {"msg": sprintf("%s no audit log: %s.", [words.guarded(c, "An agent", "leaves", "leave"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "audit"
	c.state == "off"
}

deny contains {"msg": sprintf("Tool '%s' leaves no audit log: it is switched off.", [t.name]), "_loc": t.at, "related": []} if {
	some t in input.tools
	object.get(t.attributes, "audit", "") == "false"
}
