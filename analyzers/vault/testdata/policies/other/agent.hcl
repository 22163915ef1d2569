# Another policy of that name, of another Vault.
path "kv/data/reports/*" {
  capabilities = ["read"]
}
