# Calls of local modules, nested, with and without for_each, and of one that
# Terraform installed.
terraform {
  backend "s3" {}
}

variable "ttl" {
  type    = number
  default = 1209600
}

resource "aws_iam_role" "shared" {
  name               = "shared-agents"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["bedrock-agentcore.amazonaws.com"]
    }
  }
}

module "planner" {
  source   = "./modules/agent"
  name     = "planner"
  role_arn = aws_iam_role.shared.arn
  login    = { ttl = var.ttl }
}

module "executor" {
  source   = "./modules/agent"
  name     = "executor"
  role_arn = aws_iam_role.shared.arn
}

module "worker" {
  source   = "./modules/agent"
  for_each = { fast = 900, slow = 86400 }
  name     = each.key
  login    = { ttl = each.value }
}

module "retired" {
  source  = "./modules/agent"
  name    = "retired"
  enabled = false
}

module "iam" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role"
  version = "6.2.1"
  name    = "from-the-registry"
}

# Outputs come up, by name of the instance too.
resource "aws_iam_role_policy_attachment" "fast" {
  role       = module.worker["fast"].role_name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}

resource "aws_iam_role_policy_attachment" "all" {
  for_each   = module.worker
  role       = each.value.role_name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess"
}

resource "aws_bedrockagentcore_agent_runtime" "reviewer" {
  agent_runtime_name = "reviewer"
  role_arn           = module.iam.arn
}
