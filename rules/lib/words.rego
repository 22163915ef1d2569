# Words that several rules share.
package nhi.words

# "a", "a and b", "a, b and c"; more than five end in "and n more".
list(items) := listed(items, count(items))

listed(items, 1) := items[0]

listed(items, n) := sprintf("%s and %s", [concat(", ", array.slice(items, 0, n - 1)), items[n - 1]]) if {
	n > 1
	n <= 5
}

listed(items, n) := sprintf("%s and %d more", [concat(", ", array.slice(items, 0, 4)), n - 4]) if n > 5

# The names of facts, quoted, in order and without repetition.
quoted(refs) := sort({sprintf("'%s'", [r.name]) | some r in refs})

names(refs) := list(quoted(refs))

# " of agent 'x'", or nothing.
of_agents(refs) := "" if count(refs) == 0

of_agents(refs) := sprintf(" of %s", [agents(refs)]) if count(refs) > 0

# "agent 'x'", "agents 'x' and 'y'".
agents(refs) := sprintf("agent%s %s", [plural[n > 1], listed(items, n)]) if {
	items := quoted(refs)
	n := count(items)
}

plural := {true: "s", false: ""}

# The verb that goes with agents: "runs" for one, "run" for several.
verb(refs, one, many) := {true: many, false: one}[n > 1] if {
	n := count(quoted(refs))
	n > 0
}

# A value that everybody knows.
weak(c) if object.get(c.attributes, "weak", "") == "true"

# A value that is known to come from somewhere else. One that is written out is
# literal-credential's, and of one of unknown origin nothing is known: it may be
# written out in a place that was not read.
elsewhere(c) if c.origin in {"env", "file", "store", "issued"}

# The words that name a credential: its title and, where it has one of its own,
# its name.
credential(c) := sprintf("%s '%s'", [c.title, c.name]) if c.name != ""

credential(c) := c.title if c.name == ""

# The first letter in upper case.
capital(s) := sprintf("%s%s", [upper(substring(s, 0, 1)), substring(s, 1, -1)])

# Rights with a name, which are given to principals and are none.
bundle(i) if i.kind in {"group", "vault-policy"}

# Who has a grant, to begin a sentence with: the agents that reach it, the
# identity, or the role or policy.
holder(g) := capital(agents(g.agents)) if count(g.agents) > 0

holder(g) := sprintf("'%s'", [g.grantee]) if {
	count(g.agents) == 0
	g.grantee != ""
}

holder(g) := sprintf("'%s'", [g.name]) if {
	count(g.agents) == 0
	g.grantee == ""
	g.name != ""
}

holder(g) := "The grantee" if {
	count(g.agents) == 0
	g.grantee == ""
	g.name == ""
}

# One grant is one finding: what it can do, where a rule tells that, says more
# than that it is wide.
told(g) if {
	g.breadth != "admin"
	some hazard in {"escalation", "impersonation", "reads-all-secrets", "open-trust", "open-resource", "human-credential"}
	hazard in g.hazards
}

# The same verb for who has a grant.
holder_verb(g, one, many) := verb(g.agents, one, many) if count(g.agents) > 0

holder_verb(g, one, _) := one if count(g.agents) == 0

# What a control guards and its verb, to begin a sentence with; a control that
# guards no known agent has the other subject.
guarded(c, _, one, many) := sprintf("%s %s", [capital(agents(c.agents)), verb(c.agents, one, many)]) if count(c.agents) > 0

guarded(c, otherwise, one, _) := sprintf("%s %s", [otherwise, one]) if count(c.agents) == 0

# A setting and what it does: "defaultMode (every action runs …)".
setting(c) := sprintf("%s (%s)", [c.name, c.attributes.why]) if object.get(c.attributes, "why", "") != ""

setting(c) := c.name if object.get(c.attributes, "why", "") == ""

# Who calls a tool, to begin a sentence with.
callers(t) := capital(agents(t.agents)) if count(t.agents) > 0

callers(t) := "An agent" if count(t.agents) == 0

# An agent that anybody can start, or whose input anybody writes.
strangers(a) if {
	object.get(a.attributes, "trigger", "") == "untrusted"
	object.get(a.attributes, "guarded", "") != "true"
}

head(a) if object.get(a.attributes, "head_checkout", "") == "true"

event(a) := sprintf(" (%s)", [a.attributes.trigger_event]) if object.get(a.attributes, "trigger_event", "") != ""

event(a) := "" if object.get(a.attributes, "trigger_event", "") == ""

# An agent that has something to lose.
holds_rights(a) if count(a.credentials) > 0

holds_rights(a) if count(a.writes) > 0

# "holds 'X' and may write with 'contents: write'".
rights(a) := sprintf("holds %s", [names(a.credentials)]) if {
	count(a.credentials) > 0
	count(a.writes) == 0
}

rights(a) := sprintf("may write (%s)", [names(a.writes)]) if {
	count(a.credentials) == 0
	count(a.writes) > 0
}

rights(a) := sprintf("holds %s and may write (%s)", [names(a.credentials), names(a.writes)]) if {
	count(a.credentials) > 0
	count(a.writes) > 0
}

# Where that is written.
places(a) := array.concat(a.opened, array.concat([{"at": c.at, "note": "it holds this"} | some c in a.credentials], [{"at": g.at, "note": "it may write"} | some g in a.writes]))

# A static key for a cloud, kept by a pipeline whose platform federates with it.
cloud_login(c) if {
	c.store == "ci"
	c.static
	c.alternative != ""
	c.vendor in {"AWS", "Azure", "Google", "Vault"}
	not c.kind in {"bedrock-api-key", "azure-openai-api-key", "google-api-key", "gemini-auth-key", "google-client-secret", "google-user-credentials"}
}

# A list of who may start an agent of a pipeline (allowed_bots, allow-users,
# roles): a gate for people, where other authentication is one for callers.
starters(c) if {
	c.kind == "authentication"
	regex.match(`^(allow|roles)`, c.name)
}

passes_token(c) if {
	c.kind == "delegation"
	c.state == "off"
	regex.match(`(?i)pass-?_?through|authorization`, c.name)
}

# An assistant on a person's own machine acts for this person, with a token that
# says so; what runs elsewhere does not.
deployed := {"workload", "managed", "ci-job"}

# A person's credential that something holds which is not this person's assistant.
personal(c) if {
	persons(c)
	some holder in c.agents
	holder.kind in deployed
}

persons(c) if c.kind in {
	"github-personal-token", "github-classic-token", "github-fine-grained-token", "slack-user-token",
	"openai-user-key", "sentry-user-token", "doppler-token", "google-user-credentials",
}

# The reader of the format knows.
persons(c) if object.get(c.attributes, "personal", "") == "true"

persons(c) if object.get(c.attributes, "human", "") == "true"

# Whoever names a secret so says what it is.
persons(c) if {
	c.store == "ci"
	regex.match(`(^|_)(PAT|PERSONAL)(_|$)`, upper(c.name))
}

# What an identity gives to whoever has it, the widest first.
gives(i) := "" if count(i.gives) == 0

gives(i) := sprintf(", and each has the rights of all: %s", [list([g.name | some g in i.gives])]) if count(i.gives) > 0
