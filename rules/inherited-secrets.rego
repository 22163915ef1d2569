# METADATA
# title: Every secret of the caller is handed to a job with an agent
# description: The agent's job needs one or two secrets, and the next line that names another one of the repository's gets it unseen.
# custom:
#   severity: 3.5
#   precision: very-high
#   view: site
#   kinds: [control]
#   remediation: Pass the secrets that the called workflow needs by name.
#   nhi: [NHI5, NHI2]
#   asi: [ASI03]
#   cwe: [250, 668]
#   maestro: [L4, L6]
#   rmf: [MAP 4.2]
package nhi.rules["inherited-secrets"]

import data.nhi.words

deny contains {"msg": sprintf("%s every secret of the caller: %s.", [words.guarded(c, "A job", "inherits", "inherit"), c.name]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "secret-scope"
	c.state == "off"
	count(c.agents) > 0
}
