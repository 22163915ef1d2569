resource "vault_kubernetes_auth_backend_role" "triage" {
  backend                          = "kubernetes"
  role_name                        = "triage-agent"
  bound_service_account_names      = ["triage-agent"]
  bound_service_account_namespaces = ["support"]
  token_policies                   = ["triage-agent"]
}

resource "azuread_application_password" "planner" {
  application_id = azuread_application.planner.id
}

resource "azuread_application" "planner" {
  display_name = "planner-agent"
}
