resource "aws_iam_policy" "read" {
  name = "read-secrets"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "arn:aws:secretsmanager:eu-west-1:210987654321:secret:planner/openai-*" }]
  })
}
