# METADATA
# title: Credential passed where processes and logs show it
# description: Arguments and URLs are shown by process lists, shell histories and access logs, so the agent's credential leaves the store that guards it.
# custom:
#   severity: 5.5
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Pass it in the environment or a header that the runtime fills from a secret store.
#   nhi: [NHI2]
#   asi: [ASI03]
#   cwe: [214]
#   maestro: [L5]
#   rmf: [MEASURE 2.10]
package nhi.rules["credential-in-argument"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is passed in %s.", [words.credential(c), words.of_agents(c.agents), {"argument": "the arguments of a command", "url": "a URL"}[c.store]]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	words.elsewhere(c)
	c.store in {"argument", "url"}
}
