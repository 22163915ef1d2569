# METADATA
# title: Credential in the answer of a tool
# description: The model reads what its tools answer, errors too, and repeats it to whoever asks for it well enough.
# custom:
#   severity: 8.5
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Use the credential within the tool, and answer with what it was used for.
#   nhi: [NHI2]
#   asi: [ASI03, ASI02]
#   cwe: [200]
#   maestro: [L3]
#   rmf: [MEASURE 2.10]
package nhi.rules["credential-in-tool-result"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is in what a tool answers to the model (%s).", [words.credential(c), words.of_agents(c.agents), c.attributes.reaches]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.store == "tool-result"
	c.attributes.reaches
}
