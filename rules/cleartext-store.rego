# METADATA
# title: A secret store answers over plain HTTP
# description: Every token and secret passes the network in the clear, so that whoever is on the way holds what the agents' workloads hold.
# custom:
#   severity: 6.5
#   precision: high
#   view: site
#   kinds: [control]
#   remediation: Give the listener a certificate, or let it listen on this machine alone, behind what ends TLS.
#   nhi: [NHI4]
#   asi: [ASI03, ASI07]
#   cwe: [319]
#   maestro: [L4]
#   rmf: [MEASURE 2.7]
#   sources: ["https://developer.hashicorp.com/vault/docs/configuration/listener/tcp"]
package nhi.rules["cleartext-store"]

import data.nhi.words

deny contains {"msg": sprintf("Tokens and secrets pass the network in the clear: %s.", [words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	c.kind == "encryption"
	c.state == "off"
}
