# METADATA
# title: Credential sent to a tool over plain HTTP
# description: Everybody on the way can read the agent's credential and use it.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: site
#   kinds: [tool]
#   remediation: Use https, or a mesh that encrypts between the two.
#   nhi: [NHI4]
#   asi: [ASI07]
#   cwe: [319]
#   maestro: [L7]
#   rmf: [MEASURE 2.7]
package nhi.rules["cleartext-tool"]

import data.nhi.words

deny contains {"msg": sprintf("Tool '%s' is reached over plain HTTP and receives %s.", [t.name, words.names(t.credentials)]), "_loc": t.at, "related": [{"at": c.at, "note": "the credential"} | some c in t.credentials]} if {
	some t in input.tools
	object.get(t.attributes, "transport", "") == "http"
	count(t.credentials) > 0
}
