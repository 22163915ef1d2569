# A boundary only narrows, so it begins with everything.
resource "aws_iam_policy" "boundary" {
  name = "agents-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["iam:*", "organizations:*"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "reader" {
  name                 = "reader"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy   = data.aws_iam_policy_document.tasks.json
}

data "aws_iam_policy_document" "tasks" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# Deny, and actions that have no resource.
data "aws_iam_policy_document" "reader" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*", "kms:*"]
    resources = ["*"]
  }
  statement {
    actions   = ["ecr:GetAuthorizationToken", "xray:PutTraceSegments", "sts:GetCallerIdentity"]
    resources = ["*"]
  }
  statement {
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["agents"]
    }
  }
}

resource "aws_iam_role_policy" "reader" {
  role   = aws_iam_role.reader.id
  policy = data.aws_iam_policy_document.reader.json
}

# In the policy of a resource, * is the resource.
resource "aws_kms_key" "agents" {
  policy = jsonencode({
    Statement = [{
      Sid       = "Root"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::210987654321:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_sqs_queue_policy" "jobs" {
  queue_url = "https://sqs.eu-central-1.amazonaws.com/210987654321/jobs"
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "*"
    }]
  })
}

# Modules that make nothing, and that get what is narrow.
module "off" {
  source = "../modules/worker"
  count  = 0
  name   = "off"
}

module "narrow" {
  source   = "../modules/worker"
  for_each = { billing = "acme-billing", orders = "acme-orders" }
  name     = each.key
  statements = [{
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${each.value}/*"]
  }]
}

moved {
  from = module.narrow["invoices"]
  to   = module.narrow["billing"]
}
