data "aws_iam_policy_document" "archive_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "archive" {
  name               = "incident-archive-${var.environment}"
  assume_role_policy = data.aws_iam_policy_document.archive_trust.json
}

resource "aws_iam_role_policy" "archive" {
  name = "archive"
  role = aws_iam_role.archive.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "bedrock:InvokeModel"
        Resource = "arn:aws:bedrock:${var.region}::foundation-model/${var.model}"
      },
      {
        Effect   = "Allow"
        Action   = "s3:*"
        Resource = "*"
      },
    ]
  })
}

resource "aws_bedrockagent_agent" "archive" {
  agent_name                  = "incident-archive"
  agent_resource_role_arn     = aws_iam_role.archive.arn
  foundation_model            = var.model
  idle_session_ttl_in_seconds = 600
  instruction                 = "Answer questions about past incidents from the reports in the bucket. Say when you do not know."
}

# The evaluation notebook calls Bedrock with a key of its own.
resource "aws_iam_user" "evaluation" {
  name = "incident-evaluation-agent"
}

resource "aws_iam_service_specific_credential" "evaluation" {
  service_name = "bedrock.amazonaws.com"
  user_name    = aws_iam_user.evaluation.name
}

resource "aws_iam_access_key" "evaluation" {
  user = aws_iam_user.evaluation.name
}
