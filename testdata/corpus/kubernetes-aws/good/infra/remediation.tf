data "aws_iam_policy_document" "remediation_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "remediation" {
  name               = "incident-remediation-${var.environment}"
  assume_role_policy = data.aws_iam_policy_document.remediation_trust.json
}

resource "aws_eks_pod_identity_association" "remediation" {
  cluster_name    = data.aws_eks_cluster.shop.name
  namespace       = "incident"
  service_account = "remediation-agent"
  role_arn        = aws_iam_role.remediation.arn
}

resource "aws_iam_role_policy" "remediation" {
  name = "remediation"
  role = aws_iam_role.remediation.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "OneModel"
        Effect   = "Allow"
        Action   = "bedrock:InvokeModel"
        Resource = "arn:aws:bedrock:${var.region}::foundation-model/${var.model}"
      },
      {
        Sid      = "Runbooks"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::incident-runbooks-${var.environment}/*"
      },
    ]
  })
}
