# METADATA
# title: A tool that changes things is called without approval
# description: A misled agent goes as far as its tools do, and here no person sees a change before it is made.
# custom:
#   severity: 4.5
#   precision: medium
#   view: site
#   kinds: [agent]
#   remediation: Ask for approval of the tools that change something; the platform has a setting for it.
#   nhi: [NHI5]
#   asi: [ASI02, ASI09]
#   cwe: [862]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5]
package nhi.rules["write-tool-without-approval"]

import data.nhi.words

deny contains {"msg": sprintf("%s calls %s without approval.", [words.capital(words.agents([a])), words.names(a.unasked)]), "_loc": a.at, "related": [{"at": t.at, "note": sprintf("'%s' changes something", [t.name])} | some t in a.unasked]} if {
	some a in input.agents
	count(a.unasked) > 0
}
