# METADATA
# title: Credential that stands for months or for ever
# description: A credential without an end makes the agent a standing secret holder, and a theft stays useful until somebody notices.
# custom:
#   severity: 7.5
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Replace it by one that the platform issues to the workload and that expires within hours, then delete it.
#   nhi: [NHI7]
#   asi: [ASI03]
#   cwe: [262, 263]
#   maestro: [L4, L6]
#   rmf: [MANAGE 2.4]
package nhi.rules["long-lived-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s lives on: %s%s.", [words.credential(c), words.of_agents(c.agents), c.lifetime.text, instead(c)]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.lifetime.band == "standing"
	c.lifetime.basis in {"written", "decoded", "natural"}
	c.origin == "issued"
}

instead(c) := "" if c.alternative == ""

instead(c) := sprintf(" (instead: %s)", [c.alternative]) if c.alternative != ""
