# Its plan lies beside it: what the data source gave is known there.
variable "team" {
  type = string
}

data "http" "limits" {
  url = "https://limits.example.com/agents"
}

resource "aws_iam_role" "agents" {
  name               = "${var.team}-agents"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "bedrock-agentcore.amazonaws.com" } }] })
}

resource "aws_bedrockagentcore_agent_runtime" "agent" {
  for_each           = toset(jsondecode(data.http.limits.response_body).names)
  agent_runtime_name = each.key
  role_arn           = aws_iam_role.agents.arn
}

module "login" {
  source = "./modules/login"
  name   = "triage"
  ttl    = jsondecode(data.http.limits.response_body).ttl
}
