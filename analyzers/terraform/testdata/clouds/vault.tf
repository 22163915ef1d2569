resource "vault_policy" "agent" {
  name   = "agent"
  policy = <<-EOT
    path "secret/*" {
      capabilities = ["create", "read", "update"]
    }
    path "${vault_mount.kv.path}/data/agents/planner" {
      capabilities = ["read"]
    }
  EOT
}

resource "vault_mount" "kv" {
  path = "kv"
  type = "kv-v2"
}

resource "vault_kubernetes_auth_backend_role" "agent" {
  backend                          = "k8s"
  role_name                        = "agent"
  bound_service_account_names      = ["*"]
  bound_service_account_namespaces = ["agents"]
  token_policies                   = [vault_policy.agent.name]
  token_ttl                        = 900
}

data "vault_policy_document" "ops" {
  rule {
    path         = "sys/*"
    capabilities = ["create", "update", "sudo"]
  }
}

resource "vault_policy" "ops" {
  name   = "ops"
  policy = data.vault_policy_document.ops.hcl
}
