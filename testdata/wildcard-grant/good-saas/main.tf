resource "datadog_application_key" "reader" {
  name   = "dashboards"
  scopes = ["dashboards_read", "metrics_read"]
}

# Which scopes is the caller's choice.
resource "datadog_application_key" "asked" {
  name   = "asked"
  scopes = var.scopes
}

variable "scopes" {
  type = set(string)
}

resource "gitlab_group_access_token" "review" {
  group      = "acme"
  name       = "review-bot"
  scopes     = ["read_repository"]
  expires_at = timeadd(timestamp(), "12h")
}

resource "confluent_role_binding" "orders" {
  principal   = "User:${confluent_service_account.orders.id}"
  role_name   = "DeveloperRead"
  crn_pattern = "${var.cluster}/topic=orders"
}

# A person's role is no business of agents.
resource "confluent_role_binding" "owner" {
  principal   = "User:u-abc123"
  role_name   = "OrganizationAdmin"
  crn_pattern = var.organization
}

resource "confluent_service_account" "orders" {
  display_name = "orders-agent"
}

variable "cluster" {}

variable "organization" {}

resource "consul_acl_policy" "discovery" {
  name  = "discovery"
  rules = <<-RULES
    service "orders" {
      policy = "write"
    }
    service_prefix "" {
      policy = "read"
    }
    node_prefix "" {
      policy = "read"
    }
  RULES
}

resource "nomad_acl_policy" "scheduler" {
  name      = "scheduler"
  rules_hcl = <<-RULES
    namespace "agents" {
      policy = "write"
    }
    namespace "*" {
      policy = "read"
    }
  RULES
}
