resource "vault_auth_backend" "kubernetes" {
  type = "kubernetes"
}

resource "vault_audit" "file" {
  type = "file"

  options = {
    file_path = "/vault/logs/audit.log"
  }
}

locals {
  agents = toset(["oncall", "observer", "medic"])
}

resource "vault_policy" "agent" {
  for_each = local.agents

  name   = "care-${each.key}"
  policy = <<-EOT
    path "care/data/${each.key}/*" {
      capabilities = ["read"]
    }
  EOT
}

resource "vault_kubernetes_auth_backend_role" "agent" {
  for_each = local.agents

  backend                          = vault_auth_backend.kubernetes.path
  role_name                        = "care-${each.key}"
  bound_service_account_names      = [each.key]
  bound_service_account_namespaces = ["care"]
  audience                         = "vault"
  token_policies                   = [vault_policy.agent[each.key].name]
  token_ttl                        = 600
  token_max_ttl                    = 3600
}
