# One policy, one hour.
path "auth/token/create" {
  capabilities       = ["update"]
  allowed_parameters = {
    "policies" = [["worker"]]
    "ttl"      = ["1h"]
  }
}
