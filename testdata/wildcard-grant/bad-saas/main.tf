# An application key without scopes has everything that its owner has.
resource "datadog_application_key" "reader" {
  name = "dashboards"
}

resource "gitlab_group_access_token" "review" {
  group      = "acme"
  name       = "review-bot"
  scopes     = ["api"]
  expires_at = timeadd(timestamp(), "12h")
}

resource "confluent_role_binding" "orders" {
  principal   = "User:${confluent_service_account.orders.id}"
  role_name   = "EnvironmentAdmin"
  crn_pattern = var.environment
}

resource "confluent_service_account" "orders" {
  display_name = "orders-agent"
}

variable "environment" {}

resource "okta_app_oauth_api_scope" "helpdesk" {
  app_id = okta_app_oauth.helpdesk.id
  issuer = "https://acme.okta.com"
  scopes = ["okta.users.manage"]
}

resource "okta_app_oauth" "helpdesk" {
  label          = "helpdesk-agent"
  type           = "service"
  response_types = ["token"]
  grant_types    = ["client_credentials"]
}

resource "consul_acl_policy" "discovery" {
  name  = "discovery"
  rules = <<-RULES
    service_prefix "" {
      policy = "write"
    }
  RULES
}

resource "nomad_acl_policy" "scheduler" {
  name      = "scheduler"
  rules_hcl = <<-RULES
    namespace "*" {
      policy = "write"
    }
  RULES
}
