# METADATA
# title: A caller's token is passed on unchanged
# description: Whoever receives the token can use it wherever the caller can, and nobody can tell afterwards which of them did.
# custom:
#   severity: 7.0
#   precision: high
#   view: site
#   kinds: [tool, control]
#   remediation: Exchange the caller's token for one that is meant for the next service and names the agent as the actor.
#   nhi: [NHI4, NHI3]
#   asi: [ASI03, ASI07]
#   cwe: [441, 522]
#   maestro: [L3, L7]
#   rmf: [MEASURE 2.8]
package nhi.rules["token-passthrough"]

import data.nhi.words

deny contains {"msg": sprintf("%s passes the token of the caller on to '%s'.", [words.callers(t), object.get(t.attributes, "server", t.name)]), "_loc": t.at, "related": []} if {
	some places in passing
	t := min(places)[1]
}

deny contains {"msg": sprintf("%s the token of the caller on: %s.", [words.guarded(c, "A gateway", "passes", "pass"), words.setting(c)]), "_loc": c.at, "related": []} if {
	some c in input.controls
	words.passes_token(c)
}

# One finding for each agent and server, however many tools are named.
passing[[t.agent, object.get(t.attributes, "server", t.key)]] contains [i, t] if {
	some i, t in input.tools
	object.get(t.attributes, "passes_authorization", "") == "true"
}
