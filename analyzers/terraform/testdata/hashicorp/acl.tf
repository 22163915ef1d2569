resource "consul_acl_policy" "keys" {
  name  = "keys"
  rules = <<-RULES
    key_prefix "" {
      policy = "write"
    }
    key_prefix "agents/" {
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

resource "consul_acl_policy" "tokens" {
  name  = "tokens"
  rules = "acl = \"write\""
}

resource "consul_acl_policy" "own" {
  name  = "own"
  rules = <<-RULES
    service "${var.service}" {
      policy = "write"
    }
  RULES
}

variable "service" {}

resource "consul_acl_token" "agent" {
  description     = "agent"
  policies        = [consul_acl_policy.keys.name]
  roles           = [consul_acl_role.issuer.name]
  expiration_time = timeadd(timestamp(), "1h")
}

resource "consul_acl_role" "issuer" {
  name     = "issuer"
  policies = ["tokens", "elsewhere"]
}

resource "consul_acl_token" "management" {
  description     = "management"
  policies        = ["global-management"]
  expiration_time = timeadd(timestamp(), "1h")
}

resource "nomad_acl_policy" "jobs" {
  name      = "jobs"
  rules_hcl = <<-RULES
    namespace "*" {
      policy       = "read"
      capabilities = ["submit-job", "alloc-exec"]
    }
    node {
      policy = "read"
    }
    operator {
      policy = "write"
    }
  RULES
}

resource "nomad_acl_policy" "own" {
  name      = "own"
  rules_hcl = <<-RULES
    namespace "agents" {
      policy = "write"
    }
    namespace "prod" {
      policy = "deny"
    }
  RULES
}

resource "nomad_acl_policy" "variables" {
  name      = "variables"
  rules_hcl = <<-RULES
    namespace "*" {
      variables {
        path "*" {
          capabilities = ["read"]
        }
      }
    }
  RULES
}

resource "nomad_acl_token" "agent" {
  name           = "agent"
  type           = "client"
  policies       = [nomad_acl_policy.jobs.name]
  expiration_ttl = "1h"
}

resource "nomad_acl_token" "management" {
  name           = "management"
  type           = "management"
  expiration_ttl = "1h"
}

# A role brings the policy to every token that has it.
resource "nomad_acl_role" "jobs" {
  name = "jobs"
  policy {
    name = nomad_acl_policy.own.name
  }
}

resource "nomad_acl_token" "of_role" {
  name           = "of-role"
  type           = "client"
  expiration_ttl = "1h"
  role {
    id = nomad_acl_role.jobs.id
  }
}

resource "consul_acl_token" "everything" {
  description     = "bootstrap"
  policies        = ["global-management"]
  expiration_time = "2026-12-01T00:00:00Z"
}
