# METADATA
# title: A person's credential in an agent's hands
# description: What the agent does is put down to the person, reaches all that the person reaches, and stops when the person leaves.
# custom:
#   severity: 6.0
#   precision: high
#   view: site
#   kinds: [credential, grant]
#   remediation: "Give the agent a machine identity of its own: an application, a service account, or a role that it assumes by federation."
#   nhi: [NHI10, NHI7]
#   asi: [ASI03, ASI09]
#   cwe: [522, 266]
#   maestro: [L6]
#   rmf: [GOVERN 3.2]
package nhi.rules["personal-token"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is a person's.", [words.credential(c), words.of_agents(c.agents)]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.origin != "literal"
	personal(c)
	some holder in c.agents
	deployed[holder.kind]
}

deny contains {"msg": sprintf("%s reaches credentials of the person at the machine: %s.", [words.holder(g), g.why]), "_loc": g.at, "related": g.path} if {
	some g in input.grants
	"human-credential" in g.hazards
}

# An assistant on a person's own machine acts for this person, with a token that
# says so; what runs elsewhere does not.
deployed := {"workload": true, "managed": true, "ci-job": true}

personal(c) if c.kind in {
	"github-personal-token", "github-classic-token", "github-fine-grained-token", "slack-user-token",
	"openai-user-key", "sentry-user-token", "doppler-token",
	"claude-setup-token", # the subscription of one person
}

# The reader of the format knows.
personal(c) if object.get(c.attributes, "personal", "") == "true"

personal(c) if object.get(c.attributes, "human", "") == "true"

# Whoever names a secret so says what it is.
personal(c) if {
	c.store == "ci"
	regex.match(`(^|_)(PAT|PERSONAL)(_|$)`, upper(c.name))
}
