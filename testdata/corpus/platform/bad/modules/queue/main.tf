variable "name" {
  type = string
}

variable "ttl" {
  type = number
}

resource "vault_kubernetes_auth_backend_role" "this" {
  backend                          = "kubernetes"
  role_name                        = var.name
  bound_service_account_names      = [var.name]
  bound_service_account_namespaces = ["jobs"]
  token_policies                   = [var.name]
  token_ttl                        = var.ttl
}
