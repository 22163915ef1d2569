resource "github_repository_deploy_key" "mirror" {
  repository = "app"
  title      = "mirror"
  key        = var.public_key
  read_only  = true
}

variable "public_key" {}

resource "snowflake_user_programmatic_access_token" "analyst" {
  user             = "ANALYST"
  name             = "analyst-agent"
  role_restriction = "ANALYST_READ"
  days_to_expiry   = 1
}

resource "confluent_api_key" "stream" {
  display_name = "stream-agent"
  owner {
    id          = confluent_service_account.stream.id
    api_version = "iam/v2"
    kind        = "ServiceAccount"
  }
  managed_resource {
    id          = confluent_kafka_cluster.orders.id
    api_version = "cmk/v2"
    kind        = "Cluster"
    environment {
      id = "env-abc123"
    }
  }
}

resource "confluent_service_account" "stream" {
  display_name = "stream-agent"
}

resource "google_apikeys_key" "maps" {
  name         = "maps"
  display_name = "maps-agent"
  restrictions {
    api_targets {
      service = "maps-backend.googleapis.com"
    }
  }
}
