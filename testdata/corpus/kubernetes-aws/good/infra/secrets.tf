resource "aws_secretsmanager_secret" "slack" {
  name = "incident/${var.environment}/triage/slack"
}

resource "aws_secretsmanager_secret_rotation" "slack" {
  secret_id           = aws_secretsmanager_secret.slack.id
  rotation_lambda_arn = "arn:aws:lambda:${var.region}:${data.aws_caller_identity.current.account_id}:function:rotate-slack-token"

  rotation_rules {
    schedule_expression = "rate(12 hours)"
  }
}

# What the External Secrets operator takes to read that one secret.
resource "aws_iam_role" "secrets" {
  name = "incident-secrets-${var.environment}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.cluster.arn }
      Condition = {
        StringEquals = {
          "${local.issuer}:aud" = "sts.amazonaws.com"
          "${local.issuer}:sub" = "system:serviceaccount:incident:secrets-reader"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "secrets" {
  name = "read-slack"
  role = aws_iam_role.secrets.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = aws_secretsmanager_secret.slack.arn
    }]
  })
}
