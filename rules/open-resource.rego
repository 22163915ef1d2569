# METADATA
# title: A resource lets everybody in
# description: Agents' data and tools behind it are guarded by nobody's identity, so that no revocation of a credential closes it.
# custom:
#   severity: 6.5
#   precision: high
#   view: site
#   kinds: [grant]
#   remediation: Name the principals that may use it, or bind it to the account or organization.
#   nhi: [NHI4, NHI5]
#   asi: [ASI03]
#   cwe: [732]
#   maestro: [L4]
#   rmf: [MAP 4.2]
package nhi.rules["open-resource"]

deny contains {"msg": sprintf("'%s' lets everybody in: %s.", [g.name, g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"open-resource" in g.hazards
	not g.justified
}
