locals {
  everything = "*"
}

resource "aws_iam_role" "runtime" {
  name               = "planner-runtime"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["bedrock-agentcore.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["210987654321"]
    }
  }
}

data "aws_iam_policy_document" "data" {
  statement {
    actions   = ["s3:*", "dynamodb:*"]
    resources = [local.everything]
  }
}

resource "aws_iam_policy" "data" {
  name   = "planner-data"
  policy = data.aws_iam_policy_document.data.json
}

resource "aws_iam_role_policy_attachment" "data" {
  role       = aws_iam_role.runtime.name
  policy_arn = aws_iam_policy.data.arn
}

resource "aws_bedrockagentcore_agent_runtime" "planner" {
  agent_runtime_name = "planner"
  role_arn           = aws_iam_role.runtime.arn
}

# The function that carries out what an agent of Bedrock does.
resource "aws_iam_role" "bookings" {
  assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"]
}

resource "aws_lambda_function" "bookings" {
  function_name = "bookings"
  role          = aws_iam_role.bookings.arn
  handler       = "book.handler"
}

resource "aws_bedrockagent_agent" "host" {
  agent_name              = "host"
  agent_resource_role_arn = "arn:aws:iam::123456789012:role/host"
  foundation_model        = "anthropic.claude-3-haiku-20240307-v1:0"
}

resource "aws_bedrockagent_agent_action_group" "bookings" {
  action_group_name = "bookings"
  agent_id          = aws_bedrockagent_agent.host.agent_id
  agent_version     = "DRAFT"
  action_group_executor {
    lambda = aws_lambda_function.bookings.arn
  }
}
