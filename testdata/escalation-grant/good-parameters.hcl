path "auth/approle/role/*" {
  capabilities       = ["create", "update"]
  allowed_parameters = {
    "token_policies" = [["worker"]]
    "token_ttl"      = ["1h"]
  }
}

# Who may ask, but for rights.
path "auth/token/create/*" {
  capabilities      = ["update"]
  denied_parameters = {
    "policies" = []
  }
}
