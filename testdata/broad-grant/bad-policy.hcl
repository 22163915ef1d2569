# Any ttl, any of its own policies.
path "auth/token/create" {
  capabilities = ["create", "update"]
}
