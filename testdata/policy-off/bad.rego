package mcp.authz

import rego.v1

# Everything, until the tools are known.
default allow := true

allow if input.tool.name == "search"
