# METADATA
# title: Unpinned MCP server that receives a credential
# description: The next version of the package or image, whoever publishes it, starts with the agent's credential in its hands.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: site
#   kinds: [tool]
#   remediation: Pin the package to an exact version, or the image to a digest.
#   nhi: [NHI3]
#   asi: [ASI04, ASI03]
#   cwe: [829, 1357]
#   maestro: [L3, L7]
#   rmf: [GOVERN 6.1, MANAGE 3.1]
package nhi.rules["unpinned-tool"]

import data.nhi.words

deny contains {"msg": sprintf("MCP server '%s' runs '%s' without a fixed version and receives %s.", [t.name, t["package"], words.names(t.credentials)]), "_loc": t.at, "related": [{"at": c.at, "note": "the credential"} | some c in t.credentials]} if {
	some t in input.tools
	t.pinned == false
	count(t.credentials) > 0
}
