# Rights by their names.

resource "datadog_application_key" "all" {
  name = "all"
}

resource "datadog_application_key" "some" {
  name   = "some"
  scopes = ["metrics_read", data.datadog_permissions.p.permissions.monitors_read]
}

resource "datadog_application_key" "users" {
  name   = "users"
  scopes = [data.datadog_permissions.p.permissions.user_access_manage]
}

resource "datadog_application_key" "asked" {
  name   = "asked"
  scopes = var.scopes
}

variable "scopes" {
  type = list(string)
}

data "datadog_permissions" "p" {}

resource "datadog_service_account_application_key" "all" {
  name               = "service"
  service_account_id = datadog_service_account.agent.id
  scopes             = []
}

resource "datadog_service_account" "agent" {
  email = "agent@example.com"
}

resource "gitlab_project_access_token" "api" {
  project    = "acme/app"
  name       = "api"
  scopes     = ["read_repository", "api"]
  expires_at = "2031-01-01"
}

resource "gitlab_group_access_token" "api" {
  group      = "acme"
  name       = "api"
  scopes     = ["api"]
  expires_at = "2031-01-01"
}

resource "gitlab_personal_access_token" "sudo" {
  user_id    = 7
  name       = "sudo"
  scopes     = ["api", "sudo"]
  expires_at = "2031-01-01"
}

resource "gitlab_project_job_token_scopes" "open" {
  project = "acme/app"
  enabled = false
}

resource "gitlab_project_job_token_scopes" "listed" {
  project            = "acme/app"
  target_project_ids = [1]
}

resource "gitlab_deploy_key" "push" {
  project  = "acme/app"
  title    = "push"
  key      = "ssh-ed25519 AAAA"
  can_push = true
}

resource "snowflake_user_programmatic_access_token" "roles" {
  user           = "ALICE"
  name           = "roles"
  days_to_expiry = 1
}

resource "snowflake_user_programmatic_access_token" "admin" {
  user             = snowflake_service_user.agent.name
  name             = "admin"
  role_restriction = "ACCOUNTADMIN"
  days_to_expiry   = 1
}

resource "snowflake_user_programmatic_access_token" "own" {
  user             = snowflake_service_user.agent.name
  name             = "own"
  role_restriction = snowflake_account_role.agent.name
  days_to_expiry   = 1
}

resource "snowflake_account_role" "agent" {
  name = "AGENT"
}

resource "snowflake_grant_account_role" "sysadmin" {
  role_name = "SYSADMIN"
  user_name = snowflake_service_user.agent.name
}

resource "okta_app_oauth" "agent" {
  label                      = "agent"
  type                       = "service"
  token_endpoint_auth_method = "private_key_jwt"
  response_types             = ["token"]
  grant_types                = ["client_credentials"]
}

resource "okta_app_oauth_role_assignment" "super" {
  client_id = okta_app_oauth.agent.client_id
  type      = "SUPER_ADMIN"
}

resource "okta_app_oauth_api_scope" "users" {
  app_id = okta_app_oauth.agent.id
  issuer = "https://acme.okta.com"
  scopes = ["okta.users.manage", "okta.logs.read"]
}

resource "okta_auth_server_policy_rule" "every" {
  auth_server_id       = "aus1"
  policy_id            = "pol1"
  name                 = "every"
  priority             = 2
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = ["*"]
}

resource "okta_auth_server_policy_rule" "people" {
  auth_server_id       = "aus1"
  policy_id            = "pol1"
  name                 = "people"
  priority             = 3
  grant_type_whitelist = ["authorization_code"]
  scope_whitelist      = ["*"]
}

resource "auth0_client" "agent" {
  name     = "agent"
  app_type = "non_interactive"
}

resource "auth0_client_grant" "management" {
  client_id = auth0_client.agent.id
  audience  = "https://acme.eu.auth0.com/api/v2/"
  scopes    = ["read:users", "create:client_grants"]
}

resource "auth0_client_grant" "all" {
  client_id        = auth0_client.agent.id
  audience         = "https://api.acme.example/"
  allow_all_scopes = true
}

resource "auth0_client_grant" "own" {
  client_id = auth0_client.agent.id
  audience  = "https://api.acme.example/"
  scopes    = ["create:client_grants"]
}

resource "confluent_api_key" "global" {
  display_name = "global"
  owner {
    id          = confluent_service_account.agent.id
    api_version = "iam/v2"
    kind        = "ServiceAccount"
  }
  managed_resource {
    id          = "global"
    api_version = "global/v1"
    kind        = "Global"
  }
}

resource "confluent_api_key" "cloud" {
  display_name = "cloud"
  owner {
    id          = confluent_service_account.agent.id
    api_version = "iam/v2"
    kind        = "ServiceAccount"
  }
}

resource "confluent_role_binding" "environment" {
  principal   = "User:${confluent_service_account.agent.id}"
  role_name   = "EnvironmentAdmin"
  crn_pattern = var.environment
}

resource "confluent_role_binding" "person" {
  principal   = "User:u-1"
  role_name   = "OrganizationAdmin"
  crn_pattern = var.environment
}

variable "environment" {}

resource "confluent_kafka_acl" "topics" {
  resource_type = "TOPIC"
  resource_name = "*"
  pattern_type  = "LITERAL"
  principal     = "User:${confluent_service_account.agent.id}"
  operation     = "ALL"
  permission    = "ALLOW"
  host          = "*"
}

resource "confluent_kafka_acl" "topic" {
  resource_type = "TOPIC"
  resource_name = "orders"
  pattern_type  = "LITERAL"
  principal     = "User:${confluent_service_account.agent.id}"
  operation     = "READ"
  permission    = "ALLOW"
  host          = "*"
}

resource "databricks_service_principal" "agent" {
  display_name = "agent"
}

resource "databricks_service_principal_role" "admin" {
  service_principal_id = databricks_service_principal.agent.id
  role                 = "account_admin"
}

resource "databricks_grants" "catalog" {
  catalog = "main"
  grant {
    principal  = databricks_service_principal.agent.application_id
    privileges = ["USE_CATALOG", "ALL_PRIVILEGES"]
  }
  grant {
    principal  = "Data Engineers"
    privileges = ["ALL_PRIVILEGES"]
  }
}

resource "databricks_grant" "table" {
  table      = "main.a.b"
  principal  = databricks_service_principal.agent.application_id
  privileges = ["ALL_PRIVILEGES"]
}

# The good way: no secret at all.
resource "databricks_service_principal_federation_policy" "agent" {
  service_principal_id = 1
  oidc_policy = {
    issuer    = "https://token.actions.githubusercontent.com"
    audiences = ["databricks"]
    subject   = "repo:acme/agent:environment:prod"
  }
}

resource "grafana_service_account" "admin" {
  name = "admin"
  role = "Admin"
}

resource "grafana_service_account" "viewer" {
  name = "viewer"
  role = "Viewer"
}

resource "cloudflare_api_token" "zones" {
  name       = "zones"
  expires_on = timeadd(timestamp(), "1h")
  policies = [{
    effect            = "allow"
    permission_groups = [{ id = "c8fed203ed3043cba015a93ad1616f1f" }]
    resources         = jsonencode({ "com.cloudflare.api.account.zone.*" = "*" })
  }]
}

resource "cloudflare_api_token" "tokens" {
  name       = "tokens"
  expires_on = timeadd(timestamp(), "1h")
  policy {
    permission_groups = [data.cloudflare_api_token_permission_groups.all.user["API Tokens Write"]]
    resources         = { "com.cloudflare.api.user.1" = "*" }
  }
}

resource "cloudflare_api_token" "zone" {
  name       = "zone"
  expires_on = timeadd(timestamp(), "1h")
  policy {
    permission_groups = ["c8fed203ed3043cba015a93ad1616f1f"]
    resources         = { "com.cloudflare.api.account.zone.023e105f4ecef8ad9ca31a8372d0c353" = "*" }
  }
}

data "cloudflare_api_token_permission_groups" "all" {}
