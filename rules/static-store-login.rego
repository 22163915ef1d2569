# METADATA
# title: A secret broker logs in with a token that somebody made
# description: Whatever is fetched behind it for an hour, the broker itself is a standing secret holder, and with its token all of that can be fetched again.
# custom:
#   severity: 6.0
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Log in by what the platform says of the workload, with a role that gives a token of an hour or less.
#   nhi: [NHI4, NHI7]
#   asi: [ASI03]
#   cwe: [522, 1390]
#   maestro: [L4]
#   rmf: [MAP 4.2]
#   sources: ["https://developer.hashicorp.com/vault/docs/agent-and-proxy/autoauth/methods/token_file"]
package nhi.rules["static-store-login"]

import data.nhi.words

deny contains {"msg": sprintf("%s logs a broker in to %s and is made by hand (instead: %s).", [words.credential(c), c.vendor, c.alternative]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.static
	words.elsewhere(c)
	c.alternative != ""
	c.vendor != ""
	object.get(c.attributes, "login", "") == "auto-auth"
}
