# Collections that are not known keep one instance.
variable "workers" {
  type = map(object({ image = string, extra = list(string) }))
}

resource "aws_iam_role" "shared" {
  name               = "shared"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "own" {
  for_each           = var.workers
  name               = "${each.key}-role"
  assume_role_policy = "{}"
}

locals {
  workers = [for name, w in var.workers : { name = name, role = aws_iam_role.shared.arn }]
  pairs   = flatten([for name, w in var.workers : [for action in ["s3:*", "sqs:*"] : { name = name, action = action }]])
  by_team = { for w in [{ team = "a", ttl = 900 }, { team = "a", ttl = 1209600 }, { team = "b", ttl = 60 }] : w.team => w.ttl... }
}

resource "aws_bedrockagentcore_agent_runtime" "loop" {
  count              = length(local.workers)
  agent_runtime_name = local.workers[count.index].name
  role_arn           = local.workers[count.index].role
}

resource "aws_bedrockagentcore_agent_runtime" "own" {
  for_each           = var.workers
  agent_runtime_name = each.key
  role_arn           = aws_iam_role.own[each.key].arn
}

resource "aws_iam_role_policy" "pairs" {
  for_each = { for p in local.pairs : "${p.name}-${p.action}" => p }
  role     = aws_iam_role.shared.id
  policy   = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value.action, Resource = "*" }] })
}

resource "vault_approle_auth_backend_role" "team" {
  for_each  = local.by_team
  role_name = each.key
  token_ttl = max(each.value...)
}

resource "aws_iam_role" "dynamic" {
  name               = "dynamic"
  assume_role_policy = "{}"
  dynamic "inline_policy" {
    for_each = var.workers
    content {
      name   = inline_policy.key
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
    }
  }
}
