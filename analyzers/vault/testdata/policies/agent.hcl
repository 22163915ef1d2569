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
