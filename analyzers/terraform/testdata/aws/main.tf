resource "aws_iam_role" "agent" {
  name                = "agent"
  assume_role_policy  = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::432198765012:oidc-provider/token.actions.githubusercontent.com"},
        "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}
      }]
    }
  EOT
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]

  inline_policy {
    name   = "logs"
    policy = data.aws_iam_policy_document.logs.json
  }
}

variable "everything" {
  default = "*"
}

resource "aws_iam_role_policy" "agent" {
  name = "agent"
  role = aws_iam_role.agent.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = var.everything },
      { Effect = "Allow", Action = ["ecr:GetAuthorizationToken", "xray:PutTraceSegments"], Resource = "*" },
      { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = [aws_secretsmanager_secret.a.arn] },
      { Effect = "Deny", Action = "organizations:*", Resource = "*" },
      {
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "*"
        Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_secretsmanager_secret" "a" {
  name = "a"
}

# A policy that two hold.
resource "aws_iam_policy" "secrets" {
  name   = "secrets"
  policy = <<POLICY
{
  "Statement": {
    "Effect": "Allow",
    "Action": ["secretsmanager:GetSecretValue", "kms:Decrypt"],
    "Resource": "arn:aws:secretsmanager:${var.region}:*:secret:*"
  }
}
POLICY
}

variable "region" {}

resource "aws_iam_role_policy_attachment" "secrets" {
  for_each   = toset([aws_iam_policy.secrets.arn, "arn:aws:iam::aws:policy/AmazonS3FullAccess"])
  role       = aws_iam_role.agent.name
  policy_arn = each.value
}

resource "aws_iam_user_policy_attachment" "secrets" {
  user       = "deployer"
  policy_arn = aws_iam_policy.secrets.arn
}

resource "aws_iam_policy" "loose" {
  name   = "loose"
  policy = data.aws_iam_policy_document.merged.json
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.logs.json]

  dynamic "statement" {
    for_each = local.buckets
    content {
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::${statement.value}/*"]
    }
  }

  dynamic "statement" {
    for_each = var.more
    content {
      actions   = ["dynamodb:*"]
      resources = [statement.value]
    }
  }

  statement {
    not_actions = ["iam:*"]
    resources   = ["*"]
  }
}

variable "more" {
  type = list(string)
}

locals {
  buckets = ["prompts", "answers"]
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["*"]
  }
}
