package mcp.authz

import rego.v1

default allow := false

allow if {
	input.agent == "planner"
	input.tool.name in {"search", "read_file"}
}
