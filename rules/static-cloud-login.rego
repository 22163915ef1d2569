# METADATA
# title: A pipeline logs in to the cloud with a static key
# description: The platform proves to the cloud which job asks, so that a key that lives on after the job, and can be printed by it, is needed by nobody.
# custom:
#   severity: 7.0
#   precision: very-high
#   view: site
#   kinds: [credential]
#   remediation: Log in by OIDC with a role that trusts this repository's jobs, then delete the key.
#   nhi: [NHI4, NHI7]
#   asi: [ASI03]
#   cwe: [522, 1390]
#   maestro: [L4]
#   rmf: [MAP 4.2]
package nhi.rules["static-cloud-login"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s logs a pipeline in to %s with a static key (instead: %s).", [words.credential(c), words.of_agents(c.agents), c.vendor, c.alternative]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	words.cloud_login(c)
	words.elsewhere(c)
	c.shadows == ""
}
