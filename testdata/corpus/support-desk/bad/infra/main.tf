terraform {
  required_providers {
    aws   = { source = "hashicorp/aws", version = "~> 6.0" }
    vault = { source = "hashicorp/vault", version = "~> 5.0" }
  }
}

variable "issuer" {
  type        = string
  default     = "oidc.eks.eu-west-1.amazonaws.com/id/7F3A91C2"
  description = "The cluster's issuer, without a scheme."
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::210987654321:oidc-provider/${var.issuer}"]
    }

    condition {
      test     = "StringLike"
      variable = "${var.issuer}:sub"
      values   = ["system:serviceaccount:*"]
    }
  }
}

resource "aws_iam_role" "bots" {
  name                 = "support-bots"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

data "aws_iam_policy_document" "tickets" {
  statement {
    sid       = "Tickets"
    actions   = ["dynamodb:*", "s3:*"]
    resources = ["*"]
  }

  statement {
    sid       = "Models"
    actions   = ["bedrock:InvokeModel"]
    resources = ["arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0"]
  }
}

resource "aws_iam_role_policy" "tickets" {
  name   = "tickets"
  role   = aws_iam_role.bots.id
  policy = data.aws_iam_policy_document.tickets.json
}
