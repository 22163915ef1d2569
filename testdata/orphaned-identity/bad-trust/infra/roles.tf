# A role for an agent whose account was renamed: whoever makes one of the old name
# becomes it.
resource "aws_iam_role" "triage" {
  name = "triage-agent"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/8F2A11C94D" }
      Condition = {
        StringEquals = {
          "oidc.eks.eu-west-1.amazonaws.com/id/8F2A11C94D:sub" = "system:serviceaccount:support:helpdesk-agent"
          "oidc.eks.eu-west-1.amazonaws.com/id/8F2A11C94D:aud" = "sts.amazonaws.com"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "triage" {
  role = aws_iam_role.triage.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::tickets/*" }]
  })
}
