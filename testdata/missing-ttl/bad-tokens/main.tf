resource "nomad_acl_token" "scheduler" {
  name     = "scheduler-agent"
  type     = "client"
  policies = ["submit"]
}

resource "consul_acl_token" "discovery" {
  description = "discovery-agent"
  policies    = ["read"]
}

resource "cloudflare_account_token" "dns" {
  account_id = var.account
  name       = "dns-agent"
  policies = [{
    effect            = "allow"
    permission_groups = [{ id = var.dns_read }]
    resources         = jsonencode({ "com.cloudflare.api.account.${var.account}" = "*" })
  }]
}

resource "grafana_cloud_access_policy_token" "metrics" {
  region           = "eu"
  access_policy_id = var.policy
  name             = "metrics-agent"
}

variable "account" {}

variable "dns_read" {}

variable "policy" {}
