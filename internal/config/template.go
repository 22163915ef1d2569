package config

// Template is the file that nhivet init writes.
const Template = `# Settings of nhivet. Everything here is optional; a key that is not known is an error.
version: 1

# Files that are not scanned, in the syntax of .gitignore.
exclude:
  # - /examples/
  # - "**/testdata/"

# The level from which findings fail the run: error, warning, note or never.
fail-on: warning

# The level from which an ignore has to say until when: error (the default), warning, note or never.
# require-until: error

# Rules that are off, or no louder than a level. "nhivet rules" lists them.
rules:
  # missing-ttl: off
  # wildcard-grant:
  #   level: warning
  #   parameters:
  #     name: value

# What is an agent, where nhivet cannot tell: patterns on "kind:name", on the name, or on the path (with a slash).
agents:
  include:
    # - "workload:support-*"
  exclude:
    # - "ci-job:docs"

# How long a credential may live. Up to good is good, up to quiet is silent, above that is a warning,
# and above standing it is a standing secret.
lives:
  good: 1h
  quiet: 24h
  standing: 90d
  # environments:
  #   dev: {quiet: 7d}
  # kinds:
  #   vault-token: {quiet: 8h}

# Platforms that this repository defines as a whole: kubernetes, aws, google, azure, vault. Rules that
# rest on something existing nowhere run for these alone.
owns: []

# The file of findings that were there before and do not count; nhivet scan --write-baseline makes it.
# baseline: .nhivet-baseline

# Who answers for which agents (patterns as above); with any, every agent needs one.
owners:
  # - owner: team-support
  #   agents: ["support-*"]

# What is in which environment (dev, test, staging, prod), where its place does not say it: paths (with a
# slash), namespace:NAME, or names of agents.
environments:
  # prod: ["/live/", "namespace:payments"]

# Identities and credentials that agents share by decision: patterns on kind:name, or on the name.
accepts:
  # - shared: "service-account:telemetry-reader"
  #   reason: reads metrics, and nothing else
  #   until: 2027-06-30
  #   owner: team-platform

# Findings to live with, in files that have no comments. Elsewhere, write it at the line:
#   # ` + marker + ` missing-ttl until=2027-06-30 -- rotated by vault
ignores:
  # - rule: missing-ttl
  #   path: /deploy/tokens.json
  #   contains: "legacy"
  #   until: 2027-06-30
  #   owner: team-platform
  #   reason: rotated by vault
`
