resource "vault_auth_backend" "kubernetes" {
  type = "kubernetes"
}

resource "vault_policy" "care" {
  name   = "care"
  policy = <<-EOT
    path "secret/*" {
      capabilities = ["create", "read", "update", "delete", "list"]
    }

    path "auth/token/create" {
      capabilities = ["update"]
    }
  EOT
}

resource "vault_kubernetes_auth_backend_role" "care" {
  backend                          = vault_auth_backend.kubernetes.path
  role_name                        = "care"
  bound_service_account_names      = ["*"]
  bound_service_account_namespaces = ["*"]
  token_policies                   = [vault_policy.care.name]
}
