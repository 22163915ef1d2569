resource "aws_iam_role" "agents" {
  name               = "agents"
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

resource "aws_bedrockagentcore_agent_runtime" "planner" {
  agent_runtime_name = "planner"
  role_arn           = aws_iam_role.agents.arn
}

resource "aws_bedrockagentcore_agent_runtime" "executor" {
  agent_runtime_name = "executor"
  role_arn           = aws_iam_role.agents.arn
}
