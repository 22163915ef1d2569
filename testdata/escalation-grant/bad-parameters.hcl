# The parameters are named, and their values free.
path "auth/approle/role/*" {
  capabilities       = ["create", "update"]
  allowed_parameters = {
    "token_policies" = []
    "token_ttl"      = []
  }
}
