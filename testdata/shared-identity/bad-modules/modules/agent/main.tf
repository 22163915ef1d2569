variable "name" {
  type = string
}

variable "role_arn" {
  type = string
}

resource "aws_bedrockagentcore_agent_runtime" "this" {
  agent_runtime_name = var.name
  role_arn           = var.role_arn
}
