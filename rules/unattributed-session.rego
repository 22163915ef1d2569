# METADATA
# title: Sessions of a role that nobody can tell apart
# description: The audit log then names the same session for every task, and what an agent did cannot be put down to one run or one person.
# custom:
#   severity: 3.5
#   precision: high
#   view: site
#   kinds: [control]
#   remediation: Put the task into the session's name, and set SourceIdentity or session tags to whom the agent acts for.
#   nhi: [NHI9]
#   asi: [ASI10, ASI09]
#   cwe: [778]
#   maestro: [L5]
#   rmf: [MEASURE 2.8]
package nhi.rules["unattributed-session"]

import data.nhi.words

deny contains {"msg": sprintf("%s a role always as session '%s', which tells no task and no person apart.", [words.guarded(c, "The code", "takes", "take"), c.name]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "attribution"
	c.state == "absent"
}
