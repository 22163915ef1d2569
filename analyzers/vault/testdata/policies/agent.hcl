# What the planner may do.
path "secret/data/agents/planner/*" {
  capabilities = ["create", "read", "update"]
}

path "secret/*" {
  capabilities = ["read", "list"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}

path "sys/policies/acl/*" {
  capabilities = ["create", "update", "sudo"]
}

path "secret/data/admin/*" {
  capabilities = ["deny"]
}

path "kv/team" {
  policy = "write"
}

# A token of a role whose policies are fixed here.
path "auth/token/create" {
  capabilities       = ["update"]
  allowed_parameters = { "policies" = [["planner"]], "ttl" = ["1h"] }
}

# The parameters say what, not which.
path "auth/approle/role/worker" {
  capabilities        = ["update"]
  allowed_parameters  = { "token_policies" = [], "token_ttl" = [] }
  required_parameters = ["token_ttl"]
}

# A secret ID that is only handed over wrapped.
path "auth/approle/role/worker/secret-id" {
  capabilities     = ["update"]
  min_wrapping_ttl = "1s"
  max_wrapping_ttl = "90s"
}

path "secret/data/{{identity.entity.name}}/*" {
  capabilities = ["read"]
}
