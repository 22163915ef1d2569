# METADATA
# title: Credential written into instructions of a model
# description: What the model reads it repeats to whoever asks for it well enough, and it goes to the vendor, the traces and the memory with every call.
# custom:
#   severity: 9.0
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Replace it, let a tool hold its successor, and tell the model the name of the tool.
#   nhi: [NHI2]
#   asi: [ASI03, ASI06]
#   cwe: [522, 312]
#   maestro: [L2, L3]
#   rmf: [MEASURE 2.10]
package nhi.rules["credential-in-prompt"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is written into instructions that the model reads%s.", [c.title, words.of_agents(c.agents), field(c)]), "_loc": c.at, "related": [s | some s in c.path; s.note != "the same value"]} if {
	some c in input.credentials
	c.store == "prompt"
	c.origin == "literal"
	not words.weak(c)
}

# Code that puts it together when it runs.
deny contains {"msg": sprintf("%s%s is put into what the model reads (%s).", [words.credential(c), words.of_agents(c.agents), c.attributes.reaches]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.store == "prompt"
	c.origin != "literal"
	c.attributes.reaches
}

field(c) := sprintf(" ('%s')", [c.name]) if c.name != ""

field(c) := "" if c.name == ""
