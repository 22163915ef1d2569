# METADATA
# title: Credential written as a literal
# description: Whoever reads the file holds the credential until somebody replaces it, and so does every copy of the repository.
# custom:
#   severity: 9.0
#   precision: high
#   view: site
#   kinds: [credential]
#   remediation: Replace it, and have the runtime fetch its successor, short-lived where the issuer can, from a secret store or by its workload identity.
#   nhi: [NHI2, NHI7]
#   asi: [ASI03]
#   cwe: [798]
#   maestro: [L4, L6]
#   rmf: [MEASURE 2.7, MANAGE 2.4]
package nhi.rules["literal-credential"]

import data.nhi.words

deny contains {"msg": sprintf("%s%s is written out in %s%s.", [words.credential(c), words.of_agents(c.agents), place(c), until(c)]), "_loc": c.at, "related": [s | some s in c.path; s.note != "the same value"]} if {
	some c in input.credentials
	c.origin == "literal"
	not words.weak(c)
	c.store != "prompt" # credential-in-prompt
}

place(c) := {
	"argument": "the arguments of a command",
	"image": "a Dockerfile, and from there in the image",
	"header": "a request header",
	"url": "a URL",
	"env": "the environment",
	"env-file": "an environment file",
	"manifest": "a manifest",
	"configmap": "a ConfigMap",
	"code": "code",
	"state": "configuration, and from there in the state",
}[c.store]

place(c) := "a file" if not c.store in {"argument", "header", "url", "env", "env-file", "manifest", "configmap", "code", "state", "image"}

# What the credential says of its own end.
until(c) := "" if {
	c.lifetime.basis != "decoded"
} else := ", and says itself that it has no expiry" if {
	c.lifetime.never
} else := sprintf(", and %s", [c.lifetime.text]) if {
	c.lifetime.expired
} else := sprintf(", and lives %s, until %s", [c.lifetime.text, substring(c.lifetime.expires, 0, 10)]) if {
	c.lifetime.expires != ""
} else := ""
