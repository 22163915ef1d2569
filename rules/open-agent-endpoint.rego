# METADATA
# title: An agent or its tools answer callers that prove nothing
# description: Whoever reaches the address uses the agent's rights, and no revocation of anybody's credential keeps them out.
# custom:
#   severity: 7.0
#   precision: high
#   view: site
#   kinds: [control]
#   remediation: Ask callers for a token that is meant for this service, or for a client certificate, and act with the rights of the caller.
#   nhi: [NHI4]
#   asi: [ASI07, ASI03]
#   cwe: [306]
#   maestro: [L7]
#   rmf: [MEASURE 2.7]
package nhi.rules["open-agent-endpoint"]

import data.nhi.words

deny contains {"msg": sprintf("%s without authentication: %s%s.", [words.guarded(c, "An agent's endpoint", "answers", "answer"), words.setting(c), lent(c)]), "_loc": c.at, "related": [{"at": r.at, "note": sprintf("it acts with '%s'", [r.name])} | some r in c.lends]} if {
	some c in input.controls
	c.kind == "authentication"
	c.state in {"absent", "off"}
	not words.starters(c)
	not startswith(c.name, "oauth2") # a flow that is out of date asks all the same
}

# What a caller acts with who proves nothing: the deputy's own rights, not the caller's.
lent(c) := "" if count(c.lends) == 0

lent(c) := sprintf("; whoever calls acts with its %s", [words.names(c.lends)]) if count(c.lends) > 0
