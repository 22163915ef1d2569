variable "name" {
  type = string
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

resource "aws_iam_role" "this" {
  name               = "${var.name}-agent"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_bedrockagentcore_agent_runtime" "this" {
  agent_runtime_name = var.name
  role_arn           = aws_iam_role.this.arn
}

output "trust" {
  value = data.aws_iam_policy_document.trust.json
}
