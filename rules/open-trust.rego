# METADATA
# title: An identity can be assumed by more than its workload
# description: Who may become the agent is as much a secret as its key, and a trust without an exact subject gives it to strangers.
# custom:
#   severity: 8.0
#   precision: high
#   view: site
#   kinds: [grant]
#   remediation: Name the exact subject, audience or account that may assume it.
#   nhi: [NHI4, NHI6]
#   asi: [ASI03]
#   cwe: [346, 290]
#   maestro: [L4]
#   rmf: [MAP 4.2]
package nhi.rules["open-trust"]

deny contains {"msg": sprintf("'%s' trusts too many: %s.", [g.name, g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"open-trust" in g.hazards
}
