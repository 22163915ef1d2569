# METADATA
# title: Code of a pull request is in place when an agent with rights starts
# description: The stranger's branch brings its own instruction files, settings, hooks and tools, and the agent obeys them with the repository's rights.
# custom:
#   severity: 9.0
#   precision: high
#   view: site
#   kinds: [agent]
#   remediation: Check the base branch out, and put the pull request's files in a folder of their own that the agent only reads; or run the agent without secrets and with a token that reads.
#   nhi: [NHI3, NHI5]
#   asi: [ASI04, ASI01]
#   cwe: [829, 94]
#   maestro: [L3, L6]
#   rmf: [MANAGE 3.1, MAP 4.1]
package nhi.rules["head-before-agent"]

import data.nhi.words

deny contains {"msg": sprintf("%s starts in a checkout of the pull request's own code%s and %s.", [words.capital(words.agents([a])), words.event(a), words.rights(a)]), "_loc": a.at, "related": words.places(a)} if {
	some a in input.agents
	words.strangers(a)
	words.head(a)
	words.holds_rights(a)
}
