# METADATA
# title: An agent may run every command without asking
# description: One rule that allows the whole shell allows what every other rule forbids, and whoever writes what the agent reads writes the command.
# custom:
#   severity: 6.5
#   precision: very-high
#   view: site
#   kinds: [tool]
#   remediation: Allow the commands that the task needs, with their arguments, and let the others ask.
#   nhi: [NHI5]
#   asi: [ASI02, ASI05]
#   cwe: [78, 250]
#   maestro: [L6, L7]
#   rmf: [MAP 3.5, MAP 4.2]
package nhi.rules["unrestricted-shell"]

import data.nhi.words

deny contains {"msg": sprintf("%s may run every command without asking: '%s'.", [words.callers(t), object.get(t.attributes, "pattern", t.name)]), "_loc": t.at, "related": []} if {
	some t in input.tools
	t.kind == "shell"
	t.approved == false
	object.get(t.attributes, "sandboxed", "") != "true"
	everything(t)
}

# The reader of the format knows. One interpreter (Bash(python:*)) runs every
# command too, but people who allow it mean their scripts: left alone.
everything(t) if object.get(t.attributes, "reach", "") == "any"

everything(t) if {
	object.get(t.attributes, "reach", "") == ""
	regex.match(`^([A-Za-z_.]+(\([*: ]*\))?|[*]+)$`, object.get(t.attributes, "pattern", t.name))
}
