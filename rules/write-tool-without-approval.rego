# METADATA
# title: A tool that changes things is called without approval
# description: A misled agent goes as far as its tools do, and here no person sees a change before it is made.
# custom:
#   severity: 4.5
#   precision: medium
#   view: site
#   kinds: [tool]
#   remediation: Ask for approval of the tools that change something; the platform has a setting for it.
#   nhi: [NHI5]
#   asi: [ASI02, ASI09]
#   cwe: [862]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5]
package nhi.rules["write-tool-without-approval"]

import data.nhi.words

deny contains {"msg": sprintf("%s calls %s without approval.", [words.callers(first), words.names(tools)]), "_loc": first.at, "related": [{"at": t.at, "note": "without approval too"} | some t in array.slice(tools, 1, count(tools))]} if {
	some places in unasked
	tools := [input.tools[i] | some i in places]
	first := tools[0]
}

# One finding for each agent: its tools, by place.
unasked[t.agent] contains i if {
	some i, t in input.tools
	t.writes == true
	t.approved == false
	t.kind != "shell"
	not t.key in switched_off
	not t.agent in switched_off
}

# Where approval is switched off for all, approval-off says so.
switched_off contains c.subject if {
	some c in input.controls
	c.kind == "approval"
	c.state == "off"
}
