# METADATA
# title: Static key where a short-lived credential would do
# description: The agent keeps a key that never changes, although there is a way to get one for the task that ends with it.
# custom:
#   severity: 3.9
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Set the short-lived way up, remove the key from the workload, then revoke it.
#   nhi: [NHI4, NHI7]
#   asi: [ASI03]
#   cwe: [1390, 522]
#   maestro: [L4]
#   rmf: [MAP 4.2]
package nhi.rules["static-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is a static key (instead: %s).", [words.credential(c), words.of_agents(c.agents), c.alternative]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.origin in {"env", "store", "file"}
	c.static
	c.alternative != ""
	c.shadows == ""
	not words.cloud_login(c)
	not words.personal(c)
	some holder in c.agents
	holder.kind in {"workload", "managed", "ci-job"}
}

# Code that has a key for what it signs in to without one elsewhere.
deny contains {"msg": sprintf("%s%s is a static key, and the same code signs in without one (%s).", [words.credential(c), words.of_agents(c.agents), c.attributes.beside]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.origin in {"env", "store", "file"}
	c.static
	c.attributes.beside
	not some_workload(c)
}

# Code that hands a key over where the SDK would find a short-lived credential itself.
deny contains {"msg": sprintf("%s%s is a static key that the code hands over itself: %s.", [words.credential(c), words.of_agents(c.agents), c.attributes.forces]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.origin in {"env", "store", "file"}
	c.static
	c.attributes.forces
	c.shadows == ""
	not c.attributes.beside
	not some_workload(c)
}

some_workload(c) if {
	c.alternative != ""
	some holder in c.agents
	holder.kind in {"workload", "managed", "ci-job"}
}
