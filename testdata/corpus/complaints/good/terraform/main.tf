# What users of scanners of infrastructure call wrong.

# Denied: nothing is given.
data "aws_iam_policy_document" "guardrail" {
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1"]
    }
  }
}

resource "aws_iam_policy" "guardrail" {
  name   = "guardrail"
  policy = data.aws_iam_policy_document.guardrail.json
}

# What is denied on everything is not held, whatever another statement allows.
resource "aws_iam_role_policy" "denied" {
  name = "denied"
  role = aws_iam_role.summary.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::acme-summaries/*" },
      { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "*" },
      { Effect = "Deny", Action = "secretsmanager:*", Resource = "*" },
    ]
  })
}

# Actions that know no resource but "*".
data "aws_iam_policy_document" "runtime" {
  statement {
    actions = ["ecr:GetAuthorizationToken", "xray:PutTraceSegments", "cloudwatch:PutMetricData", "sts:GetCallerIdentity", "ec2:DescribeNetworkInterfaces",
    "logs:CreateLogDelivery", "logs:ListLogDeliveries", "textract:DetectDocumentText"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "runtime" {
  name   = "runtime"
  role   = aws_iam_role.summary.id
  policy = data.aws_iam_policy_document.runtime.json
}

# A boundary gives nothing: with it, the rest is what the role's policies say.
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }, { Effect = "Deny", Action = "iam:*", Resource = "*" }]
  })
}

resource "aws_iam_role" "summary" {
  name                 = "summary-agent"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "bedrock-agentcore.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    }]
  })
}

# In a resource's own policy "*" is this resource, and the account's root is what
# hands its guard over to IAM.
resource "aws_kms_key" "memory" {
  description = "memory of the agent"
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "kms:*", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Resource = "*" },
      { Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Principal = { AWS = aws_iam_role.summary.arn }, Resource = "*" },
    ]
  })
}

resource "aws_sqs_queue" "tasks" {
  name = "tasks"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Principal = { Service = "events.amazonaws.com" }
      Resource  = "*"
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:events:eu-west-1:123456789012:rule/tasks" } }
    }]
  })
}

# Names of secrets and references to them are no secrets.
resource "azurerm_container_app" "summary" {
  name                         = "summary-agent"
  container_app_environment_id = var.environment
  resource_group_name          = "agents"
  revision_mode                = "Single"
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.summary.id]
  }
  secret {
    name                = "summary-model-key"
    identity            = azurerm_user_assigned_identity.summary.id
    key_vault_secret_id = "https://acme-agents.vault.azure.net/secrets/summary-model-key/8f2c1d0e6a7b4c5d9e0f1a2b3c4d5e6f"
  }
  template {
    container {
      name   = "agent"
      image  = "acme.azurecr.io/summary:1"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name        = "SEARCH_TOKEN"
        secret_name = "summary-model-key"
      }
      env {
        name  = "DATABASE_PASSWORD_SECRET_NAME"
        value = "summary/prod/database-password"
      }
    }
  }
}

resource "azurerm_user_assigned_identity" "summary" {
  name                = "summary-agent"
  location            = "westeurope"
  resource_group_name = "agents"
}

variable "environment" {}
