# Each call has a role of its own, and so has each name.
module "planner" {
  source = "./modules/agent"
  name   = "planner"
}

module "executor" {
  source = "./modules/agent"
  name   = "executor"
}

module "workers" {
  source   = "./modules/agent"
  for_each = toset(["reader", "writer"])
  name     = each.key
}

resource "aws_iam_role" "team" {
  for_each           = toset(["billing", "support"])
  name               = "${each.key}-agent"
  assume_role_policy = module.planner.trust
}

resource "aws_bedrockagentcore_agent_runtime" "billing" {
  agent_runtime_name = "billing"
  role_arn           = aws_iam_role.team["billing"].arn
}

resource "aws_bedrockagentcore_agent_runtime" "support" {
  agent_runtime_name = "support"
  role_arn           = aws_iam_role.team["support"].arn
}

# Two names of a module that is not here are two roles.
module "iam" {
  source   = "terraform-aws-modules/iam/aws//modules/iam-role"
  for_each = toset(["alpha", "beta"])
}

resource "aws_bedrockagentcore_agent_runtime" "alpha" {
  agent_runtime_name = "alpha"
  role_arn           = module.iam["alpha"].arn
}

resource "aws_bedrockagentcore_agent_runtime" "beta" {
  agent_runtime_name = "beta"
  role_arn           = module.iam["beta"].arn
}
