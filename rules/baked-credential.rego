# METADATA
# title: Credential built into an image
# description: Every copy of the image carries it, in a layer or in the history, to whoever may pull the image, and it cannot be taken back out.
# custom:
#   severity: 6.5
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Mount it for the one step that needs it (RUN --mount=type=secret), give it to the container when it starts, and replace the one that was built in.
#   nhi: [NHI2]
#   asi: [ASI03, ASI04]
#   cwe: [538, 522]
#   maestro: [L4, L7]
#   rmf: [MEASURE 2.7, MANAGE 2.4]
#   sources: ["https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/"]
package nhi.rules["baked-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is built into an image %s.", [words.capital(words.credential(c)), words.of_agents(c.agents), c.attributes.built_in]), "_loc": c.at, "related": c.path} if {
	some c in input.credentials
	c.store == "image"
	words.elsewhere(c)
}
