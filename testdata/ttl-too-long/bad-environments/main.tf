variable "ttl" {
  type    = number
  default = 3600
}

variable "max_ttl" {
  type    = number
  default = 3600
}

resource "vault_kubernetes_auth_backend_role" "triage" {
  backend                          = "kubernetes"
  role_name                        = "triage-agent"
  bound_service_account_names      = ["triage-agent"]
  bound_service_account_namespaces = ["support"]
  token_policies                   = ["triage-agent"]
  token_ttl                        = var.ttl
  token_max_ttl                    = var.max_ttl
}
