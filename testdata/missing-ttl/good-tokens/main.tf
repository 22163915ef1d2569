resource "nomad_acl_token" "scheduler" {
  name           = "scheduler-agent"
  type           = "client"
  policies       = ["submit"]
  expiration_ttl = "1h"
}

resource "consul_acl_token" "discovery" {
  description     = "discovery-agent"
  policies        = ["read"]
  expiration_time = timeadd(timestamp(), "1h")
}

resource "cloudflare_account_token" "dns" {
  account_id = var.account
  name       = "dns-agent"
  expires_on = timeadd(timestamp(), "12h")
  policies = [{
    effect            = "allow"
    permission_groups = [{ id = var.dns_read }]
    resources         = jsonencode({ "com.cloudflare.api.account.${var.account}" = "*" })
  }]
}

# The date comes from the caller.
resource "grafana_cloud_access_policy_token" "metrics" {
  region           = "eu"
  access_policy_id = var.policy
  name             = "metrics-agent"
  expires_at       = var.until
}

variable "account" {}

variable "dns_read" {}

variable "policy" {}

variable "until" {}
