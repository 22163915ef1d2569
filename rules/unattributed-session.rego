# METADATA
# title: Sessions that nobody can tell apart
# description: The log then names the same session for every task, and what an agent did cannot be put down to one run or one person.
# custom:
#   severity: 3.5
#   precision: high
#   view: site
#   kinds: [control]
#   remediation: Name the session after the task, and say whom it is for (SourceIdentity, session tags, the subject of the token).
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
	object.get(c.attributes, "where", "") == ""
}

deny contains {"msg": sprintf("%s every run under session '%s', which tells no task and no person apart.", [words.guarded(c, "The code", "traces", "trace"), c.name]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "attribution"
	c.attributes.where == "traces"
}

deny contains {"msg": sprintf("The authorizer gives every caller the name '%s', which is all that logs know of who called.", [c.name]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "attribution"
	c.attributes.where == "authorizer"
}
