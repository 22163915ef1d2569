resource "github_repository_deploy_key" "release" {
  repository = "app"
  title      = "release-agent"
  key        = var.public_key
  read_only  = false
}

variable "public_key" {}

resource "snowflake_user_programmatic_access_token" "analyst" {
  user           = "ANALYST"
  name           = "analyst-agent"
  days_to_expiry = 1
}

resource "confluent_api_key" "stream" {
  display_name = "stream-agent"
  owner {
    id          = confluent_service_account.stream.id
    api_version = "iam/v2"
    kind        = "ServiceAccount"
  }
  managed_resource {
    id          = "global"
    api_version = "global/v1"
    kind        = "Global"
  }
}

resource "confluent_service_account" "stream" {
  display_name = "stream-agent"
}

resource "google_apikeys_key" "maps" {
  name         = "maps"
  display_name = "maps-agent"
}
