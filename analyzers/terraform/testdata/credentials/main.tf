resource "aws_iam_user" "agent" {
  name = "agent"
}

resource "aws_iam_access_key" "live" {
  user = aws_iam_user.agent.name
}

resource "aws_iam_access_key" "inactive" {
  user   = aws_iam_user.agent.name
  status = "Inactive"
}

resource "aws_iam_service_specific_credential" "bedrock" {
  service_name = "bedrock.amazonaws.com"
  user_name    = aws_iam_user.agent.name
}

resource "aws_iam_service_specific_credential" "month" {
  service_name        = "bedrock.amazonaws.com"
  user_name           = aws_iam_user.agent.name
  credential_age_days = var.days
}

variable "days" {
  default = 7
}

resource "aws_iam_role" "long" {
  name                 = "long"
  max_session_duration = 43200
}

resource "google_service_account" "a" {
  account_id = "agent"
  project    = "acme"
}

resource "google_service_account_key" "a" {
  service_account_id = google_service_account.a.name
}

resource "google_service_account_key" "rotated" {
  service_account_id = google_service_account.a.name
  keepers = {
    month = time_rotating.month.rotation_rfc3339
  }
}

resource "time_rotating" "month" {
  rotation_days = 30
}

resource "azuread_application_password" "absent" {
  application_id = azuread_application.a.id
}

resource "azuread_application_password" "short" {
  application_id = azuread_application.a.id
  end_date       = timeadd(timestamp(), "720h")
}

resource "azuread_application_password" "dated" {
  application_id = azuread_application.a.id
  end_date       = "2031-01-01T00:00:00Z"
}

resource "azuread_application" "a" {
  display_name = "agent"
}

resource "vault_kubernetes_auth_backend_role" "absent" {
  role_name = "absent"
}

resource "vault_kubernetes_auth_backend_role" "short" {
  role_name     = "short"
  token_ttl     = 900
  token_max_ttl = 3600
}

resource "vault_kubernetes_auth_backend_role" "periodic" {
  role_name    = "periodic"
  token_period = 86400
}

resource "vault_kubernetes_auth_backend_role" "capped" {
  role_name              = "capped"
  token_period           = 3600
  token_explicit_max_ttl = 7200
}

resource "vault_approle_auth_backend_role" "tuned" {
  backend   = vault_auth_backend.tuned.path
  role_name = "tuned"
}

resource "vault_approle_auth_backend_role" "bounded" {
  role_name          = "bounded"
  token_ttl          = 600
  secret_id_num_uses = 1
}

resource "vault_auth_backend" "tuned" {
  type = "approle"
  tune {
    default_lease_ttl = "10m"
  }
}

resource "vault_azure_secret_backend_role" "ten" {
  role = "ten"
}

resource "databricks_obo_token" "never" {
  application_id = "1"
  comment        = "agent"
}

resource "databricks_service_principal_secret" "month" {
  service_principal_id = "1"
  lifetime             = "2592000s"
}

resource "grafana_service_account_token" "never" {
  name               = "agent"
  service_account_id = "1"
}

resource "grafana_service_account_token" "unknown" {
  name               = "agent"
  service_account_id = "1"
  seconds_to_live    = var.seconds
}

variable "seconds" {
  type = number
}

resource "aws_cognito_user_pool_client" "usual" {
  name                   = "usual"
  refresh_token_validity = 30
}

resource "aws_cognito_user_pool_client" "years" {
  name                   = "years"
  refresh_token_validity = 3650
}

resource "aws_cognito_user_pool_client" "hours" {
  name                   = "hours"
  refresh_token_validity = 3000
  token_validity_units {
    refresh_token = "minutes"
  }
}

resource "kubernetes_secret_v1" "token" {
  metadata {
    name = "agent-token"
    annotations = {
      "kubernetes.io/service-account.name" = "agent"
    }
  }
  type = "kubernetes.io/service-account-token"
}

resource "kubernetes_secret_v1" "opaque" {
  metadata {
    name = "other"
  }
}
