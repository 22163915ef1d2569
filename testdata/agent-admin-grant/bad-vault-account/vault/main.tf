resource "vault_kubernetes_auth_backend_role" "triage" {
  role_name                        = "triage"
  bound_service_account_names      = ["triage"]
  bound_service_account_namespaces = ["support"]
  token_policies                   = ["triage"]
  token_ttl                        = 900
}
resource "vault_policy" "triage" {
  name   = "triage"
  policy = <<EOT
path "*" {
  capabilities = ["create", "read", "update", "delete", "list", "sudo"]
}
EOT
}
