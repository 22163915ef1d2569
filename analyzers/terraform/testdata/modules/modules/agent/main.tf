variable "name" {
  type = string
}

variable "enabled" {
  type    = bool
  default = true
}

variable "role_arn" {
  type    = string
  default = null
}

variable "login" {
  type = object({
    ttl     = optional(number, 3600)
    max_ttl = optional(number)
  })
  default = {}
}

locals {
  role_arn = try(aws_iam_role.own[0].arn, var.role_arn)
}

resource "aws_iam_role" "own" {
  count              = var.enabled && var.role_arn == null ? 1 : 0
  name               = "${var.name}-role"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "bedrock-agentcore.amazonaws.com" } }] })
}

resource "aws_bedrockagentcore_agent_runtime" "this" {
  count              = var.enabled ? 1 : 0
  agent_runtime_name = var.name
  role_arn           = local.role_arn
}

resource "vault_kubernetes_auth_backend_role" "this" {
  count         = var.enabled ? 1 : 0
  role_name     = var.name
  token_ttl     = var.login.ttl
  token_max_ttl = var.login.max_ttl
}

module "grants" {
  source    = "../grants"
  count     = var.enabled && var.role_arn == null ? 1 : 0
  role_name = one(aws_iam_role.own[*].name)
}

output "role_name" {
  value = one(aws_iam_role.own[*].name)
}
