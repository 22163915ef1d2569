variable "workers" {
  type = map(object({ image = string }))
}

resource "aws_iam_role" "agents" {
  name = "agents"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock-agentcore.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "210987654321" } }
    }]
  })
}

locals {
  workers = { for name, worker in var.workers : name => merge(worker, { role = aws_iam_role.agents.arn }) }
}

# How many there are is not known, and each of them runs as the role.
resource "aws_bedrockagentcore_agent_runtime" "worker" {
  for_each           = local.workers
  agent_runtime_name = "worker"
  role_arn           = each.value.role
}

resource "aws_bedrockagentcore_agent_runtime" "planner" {
  agent_runtime_name = "planner"
  role_arn           = aws_iam_role.agents.arn
}
