# METADATA
# title: Unpinned tool that receives a credential or a login
# description: The next version of the package, image or action, whoever publishes it, starts with the agent's credential in its hands.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: site
#   kinds: [tool]
#   remediation: Pin the package to an exact version, the image to a digest, or the action to a commit.
#   nhi: [NHI3]
#   asi: [ASI04, ASI03]
#   cwe: [829, 1357]
#   maestro: [L3, L7]
#   rmf: [GOVERN 6.1, MANAGE 3.1]
package nhi.rules["unpinned-tool"]

import data.nhi.words

deny contains {"msg": sprintf("%s without a fixed version and receives %s.", [runs(t), words.names(t.credentials)]), "_loc": t.at, "related": [{"at": c.at, "note": "the credential"} | some c in t.credentials]} if {
	some t in input.tools
	t.pinned == false
	count(t.credentials) > 0
	not own(t)
}

# What a server has of the machine that starts it, without being handed a credential.
deny contains {"msg": sprintf("%s without a fixed version and has %s.", [runs(t), t.attributes.given]), "_loc": t.at, "related": []} if {
	some t in input.tools
	t.pinned == false
	count(t.credentials) == 0
	object.get(t.attributes, "given", "") != ""
}

# An action of the vendor that made the keys sees nothing that its maker does not
# have, and its maker's documentation says to take it by tag.
own(t) if {
	t.kind == "action"
	every c in t.credentials {
		c.vendor != ""
		c.vendor == t.attributes.vendor
	}
}

runs(t) := sprintf("MCP server '%s' runs '%s'", [t.name, t["package"]]) if startswith(t.kind, "mcp-")

runs(t) := sprintf("Action '%s' runs", [t["package"]]) if t.kind == "action"

runs(t) := sprintf("Tool '%s' runs '%s'", [t.name, t["package"]]) if {
	not startswith(t.kind, "mcp-")
	t.kind != "action"
}
