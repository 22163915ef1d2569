resource "aws_iam_role" "agents" {
  name               = "support-agents"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::210987654321:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/B7C1"]
    }
    condition {
      test     = "StringEquals"
      variable = "oidc.eks.eu-west-1.amazonaws.com/id/B7C1:sub"
      values = [
        "system:serviceaccount:support:triage-agent",
        "system:serviceaccount:support:refund-agent",
      ]
    }
  }
}
