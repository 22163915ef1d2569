variable "hours" {
  type = number
}

resource "vault_kubernetes_auth_backend_role" "triage" {
  backend                          = "kubernetes"
  role_name                        = "triage-agent"
  bound_service_account_names      = ["triage-agent"]
  bound_service_account_namespaces = ["support"]
  token_policies                   = ["triage-agent"]
  token_ttl                        = 900
  token_max_ttl                    = 3600
}

# The value is not known here, so nothing is said of it.
resource "azuread_application_password" "planner" {
  application_id    = azuread_application.planner.id
  end_date_relative = "${var.hours}h"
}

resource "azuread_application" "planner" {
  display_name = "planner-agent"
}
