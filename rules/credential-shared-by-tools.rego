# METADATA
# title: One credential given to several MCP servers
# description: Each server can use what the others were trusted with, and revoking one cuts off all.
# custom:
#   severity: 6.0
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Give each server a credential of its own with the scopes of its tools.
#   nhi: [NHI9, NHI3]
#   asi: [ASI03, ASI04]
#   cwe: [653, 522]
#   maestro: [L3, L7]
#   rmf: [MEASURE 2.8]
package nhi.rules["credential-shared-by-tools"]

import data.nhi.words

deny contains {"msg": sprintf("%s is given to the MCP servers %s.", [words.credential(c), words.names(servers)]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	count(c.tools) > 1
	servers := [t | some t in c.tools; startswith(t.kind, "mcp-")]
	count(words.quoted(servers)) > 1
}
