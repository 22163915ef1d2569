package agent.authz

import rego.v1

default allow := true

allow := false if input.tool.name == "delete_volume"
