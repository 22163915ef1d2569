resource "vault_kubernetes_auth_backend_role" "agent" {
  for_each = local.agents

  backend                          = "kubernetes"
  role_name                        = "change-${each.key}"
  bound_service_account_names      = [each.key]
  bound_service_account_namespaces = ["change"]
  audience                         = "vault"
  token_policies                   = ["change-${each.key}"]
  token_ttl                        = 900
  token_max_ttl                    = 3600
}

resource "vault_policy" "agent" {
  for_each = local.agents

  name   = "change-${each.key}"
  policy = <<-EOT
    path "database/creds/change-${each.key}" {
      capabilities = ["read"]
    }
  EOT
}

resource "vault_database_secret_backend_role" "agent" {
  for_each = local.agents

  backend             = "database"
  name                = "change-${each.key}"
  db_name             = "changes"
  creation_statements = ["CREATE ROLE \"{{name}}\" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE change_${each.key};"]
  default_ttl         = 900
  max_ttl             = 3600
}
