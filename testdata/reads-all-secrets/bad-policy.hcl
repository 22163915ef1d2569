# What the nightly job may do.
path "secret/*" {
  capabilities = ["create", "read", "update", "delete", "list", "sudo"]
}
