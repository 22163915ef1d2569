locals {
  account = "210987654321"
  issuer  = "oidc.eks.eu-west-1.amazonaws.com/id/2C84E6D0"
  agents = {
    planner  = ["dynamodb:GetItem", "dynamodb:Query"]
    executor = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"]
  }
}

data "aws_iam_policy_document" "trust" {
  for_each = local.agents

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::${local.account}:oidc-provider/${local.issuer}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:change:${each.key}"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "agent" {
  for_each = local.agents

  name                 = "change-${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = 3600
}

data "aws_iam_policy_document" "steps" {
  for_each = local.agents

  statement {
    sid       = "Steps"
    actions   = each.value
    resources = ["arn:aws:dynamodb:eu-west-1:${local.account}:table/change-steps"]
  }

  statement {
    sid       = "Requests"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::change-requests/${each.key}/*"]
  }
}

resource "aws_iam_role_policy" "steps" {
  for_each = local.agents

  name   = "steps"
  role   = aws_iam_role.agent[each.key].id
  policy = data.aws_iam_policy_document.steps[each.key].json
}
