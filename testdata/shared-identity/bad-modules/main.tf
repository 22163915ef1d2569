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

module "planner" {
  source   = "./modules/agent"
  name     = "planner"
  role_arn = aws_iam_role.agents.arn
}

module "executor" {
  source   = "./modules/agent"
  name     = "executor"
  role_arn = aws_iam_role.agents.arn
}
