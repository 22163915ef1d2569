resource "vault_agent_registration" "triage" {
  display_name              = "triage-agent"
  entity_id                 = var.entity
  no_default_ceiling_policy = true
}

variable "entity" {}
