path "secret/data/agents/*" {
  capabilities = ["read"]
}
