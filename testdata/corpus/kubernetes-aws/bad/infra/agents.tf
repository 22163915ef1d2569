# One role for all agents: it is easier to keep track of.
data "aws_iam_policy_document" "agents_trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "agents" {
  name                 = "incident-agents"
  assume_role_policy   = data.aws_iam_policy_document.agents_trust.json
  max_session_duration = 43200
}

data "aws_iam_policy_document" "agents" {
  statement {
    sid       = "Models"
    actions   = ["bedrock:InvokeModel"]
    resources = ["arn:aws:bedrock:${var.region}::foundation-model/${var.model}"]
  }

  statement {
    sid       = "Alarms"
    actions   = ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData"]
    resources = ["*"]
  }

  statement {
    sid       = "Secrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["*"]
  }

  statement {
    sid       = "Escalate"
    actions   = ["sts:AssumeRole"]
    resources = [aws_iam_role.operator.arn]
  }
}

resource "aws_iam_role_policy" "agents" {
  name   = "agents"
  role   = aws_iam_role.agents.id
  policy = data.aws_iam_policy_document.agents.json
}

# For what the agents cannot mend with their own rights.
resource "aws_iam_role" "operator" {
  name = "incident-operator"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = aws_iam_role.agents.arn }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "operator" {
  role       = aws_iam_role.operator.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
