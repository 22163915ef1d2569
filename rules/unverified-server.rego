# METADATA
# title: Credential sent to a server that proves nothing
# description: Without verification of TLS whoever is on the way answers as the tool or the model, and is handed the agent's credential.
# custom:
#   severity: 7.0
#   precision: high
#   view: site
#   kinds: [control]
#   remediation: Leave verification on, and give the client the certificate of the authority that signs the server's.
#   nhi: [NHI4]
#   asi: [ASI07, ASI03]
#   cwe: [295]
#   maestro: [L3, L4]
#   rmf: [MEASURE 2.7]
package nhi.rules["unverified-server"]

import data.nhi.words

deny contains {"msg": sprintf("%s a credential to whoever answers: %s.", [words.guarded(c, "A tool of an agent", "sends", "send"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "server-check"
	c.state == "off"
}
