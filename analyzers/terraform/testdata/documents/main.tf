# Documents that are made from others: a statement replaces the earlier one of its
# name, and the policy goes to a role in a module.
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Data"
    actions   = ["s3:*"]
    resources = ["*"]
  }
  statement {
    sid       = "Queue"
    actions   = ["sqs:SendMessage"]
    resources = ["arn:aws:sqs:eu-central-1:210987654321:jobs"]
  }
}

data "aws_iam_policy_document" "narrow" {
  statement {
    sid       = "Queue"
    actions   = ["sqs:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "agent" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.narrow.json]
  statement {
    sid       = "Data"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::acme-agent/*"]
  }
}

module "agent" {
  source = "./modules/role"
  name   = "agent"
  policy = data.aws_iam_policy_document.agent.json
}

resource "aws_iam_policy" "managed" {
  name   = "managed"
  policy = templatefile("${path.module}/managed.json.tftpl", { actions = ["dynamodb:*"], table = "*" })
}

resource "aws_iam_role_policy_attachment" "managed" {
  role       = module.agent.name
  policy_arn = aws_iam_policy.managed.arn
}

resource "aws_iam_role_policy_attachments_exclusive" "agent" {
  role_name   = module.agent.name
  policy_arns = [aws_iam_policy.managed.arn, "arn:aws:iam::aws:policy/AdministratorAccess"]
}
