variable "name" {}

variable "ttl" {}

resource "vault_kubernetes_auth_backend_role" "this" {
  backend   = "kubernetes"
  role_name = var.name
  token_ttl = var.ttl
}
