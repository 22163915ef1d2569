# The role of the agent.
# nhivet:ignore missing-ttl -- Vault's own default is an hour here
resource "vault_kubernetes_auth_backend_role" "triage" {
  role_name = "triage-agent" // nhivet:ignore open-trust -- one cluster
  backend   = "kubernetes"
  token_ttl = 3600

  bound_service_account_names      = ["triage-agent"]
  bound_service_account_namespaces = ["support"]
}
