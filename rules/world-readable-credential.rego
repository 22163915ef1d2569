# METADATA
# title: A token is written where every user of the machine reads it
# description: Another service of the machine, or an agent that only reads files, takes the token and is then whoever it was issued to.
# custom:
#   severity: 6.0
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Let owner and group alone read the file, or wrap the token for its one reader.
#   nhi: [NHI2]
#   asi: [ASI03]
#   cwe: [732, 276]
#   maestro: [L4]
#   rmf: [MEASURE 2.10]
#   sources: ["https://developer.hashicorp.com/vault/docs/agent-and-proxy/autoauth/sinks/file"]
package nhi.rules["world-readable-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is written with mode %s, so that every user of the machine reads it.", [words.credential(c), words.of_agents(c.agents), object.get(c.attributes, "mode", "?")]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	object.get(c.attributes, "world_readable", "") == "true"
}
