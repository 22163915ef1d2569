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
