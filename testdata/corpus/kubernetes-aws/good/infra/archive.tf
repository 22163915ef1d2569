data "aws_iam_policy_document" "archive_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:bedrock:${var.region}:${data.aws_caller_identity.current.account_id}:agent/*"]
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
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::incident-reports-${var.environment}/*"
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

resource "aws_bedrock_model_invocation_logging_configuration" "this" {
  logging_config {
    embedding_data_delivery_enabled = false
    image_data_delivery_enabled     = false
    text_data_delivery_enabled      = true

    s3_config {
      bucket_name = "incident-model-log-${var.environment}"
      key_prefix  = "bedrock"
    }
  }
}
