terraform {
  required_providers {
    gitlab = {
      source  = "gitlabhq/gitlab"
      version = "~> 17.5"
    }
    databricks = {
      source  = "databricks/databricks"
      version = "~> 1.50.0"
    }
  }
}

# Lives that are stated, and those that the providers give to what states none.

resource "grafana_cloud_access_policy_token" "endless" {
  region           = "eu"
  access_policy_id = grafana_cloud_access_policy.agent.policy_id
  name             = "agent"
}

resource "grafana_cloud_access_policy_token" "dated" {
  region           = "eu"
  access_policy_id = grafana_cloud_access_policy.agent.policy_id
  name             = "dated"
  expires_at       = timeadd(timestamp(), "24h")
}

resource "grafana_cloud_access_policy" "agent" {
  region = "eu"
  name   = "agent"
  scopes = ["metrics:read"]
  realm {
    type       = "stack"
    identifier = "1"
  }
}

resource "grafana_cloud_stack_service_account_token" "hour" {
  stack_slug         = "acme"
  name               = "hour"
  service_account_id = "1"
  seconds_to_live    = 3600
}

resource "gitlab_personal_access_token" "year" {
  user_id = 7
  name    = "year"
  scopes  = ["read_api"]
}

resource "gitlab_project_access_token" "rotated" {
  project = "acme/app"
  name    = "rotated"
  scopes  = ["read_repository"]
  rotation_configuration = {
    expiration_days    = 30
    rotate_before_days = 7
  }
}

resource "gitlab_group_access_token" "unsaid" {
  group  = "acme"
  name   = "unsaid"
  scopes = ["read_repository"]
}

resource "gitlab_project_deploy_token" "endless" {
  project = "acme/app"
  name    = "endless"
  scopes  = ["read_registry"]
}

resource "gitlab_group_service_account_access_token" "year" {
  group   = "acme"
  user_id = gitlab_group_service_account.bot.service_account_id
  name    = "bot"
  scopes  = ["read_repository"]
}

resource "gitlab_group_service_account" "bot" {
  group    = "acme"
  name     = "bot"
  username = "bot"
}

resource "databricks_metastore" "before" {
  name                = "before"
  delta_sharing_scope = "INTERNAL_AND_EXTERNAL"
}

resource "databricks_metastore" "zero" {
  name                                              = "zero"
  delta_sharing_scope                               = "INTERNAL_AND_EXTERNAL"
  delta_sharing_recipient_token_lifetime_in_seconds = 0
}

resource "databricks_metastore" "internal" {
  name                = "internal"
  delta_sharing_scope = "INTERNAL"
}

resource "snowflake_user_programmatic_access_token" "fortnight" {
  user             = snowflake_service_user.agent.name
  name             = "fortnight"
  role_restriction = "AGENT"
}

resource "snowflake_service_user" "agent" {
  name = "AGENT"
}

resource "cloudflare_account_token" "endless" {
  account_id = "1"
  name       = "endless"
  policies   = []
}

resource "cloudflare_zero_trust_access_service_token" "year" {
  account_id = "1"
  name       = "year"
}

resource "cloudflare_zero_trust_access_service_token" "hour" {
  account_id = "1"
  name       = "hour"
  duration   = "60m"
}

resource "confluent_api_key" "agent" {
  display_name = "agent"
  owner {
    id          = confluent_service_account.agent.id
    api_version = "iam/v2"
    kind        = "ServiceAccount"
  }
  managed_resource {
    id          = "lkc-1"
    api_version = "cmk/v2"
    kind        = "Cluster"
    environment {
      id = "env-1"
    }
  }
}

resource "confluent_service_account" "agent" {
  display_name = "agent"
}

resource "auth0_client" "endless" {
  name = "endless"
  refresh_token {
    rotation_type   = "non-rotating"
    expiration_type = "non-expiring"
  }
}

resource "auth0_client" "usual" {
  name = "usual"
  refresh_token {
    rotation_type   = "rotating"
    expiration_type = "expiring"
    token_lifetime  = 2592000
  }
}

resource "okta_auth_server_policy_rule" "long" {
  auth_server_id                 = "aus1"
  policy_id                      = "pol1"
  name                           = "long"
  priority                       = 1
  grant_type_whitelist           = ["authorization_code"]
  access_token_lifetime_minutes  = 1440
  refresh_token_lifetime_minutes = 525600
}

resource "grafana_api_key" "endless" {
  name = "agent"
  role = "Viewer"
}

resource "grafana_api_key" "hour" {
  name            = "hour"
  role            = "Viewer"
  seconds_to_live = 3600
}
