# Every instance has its own life.
locals {
  logins = {
    planner  = { ttl = 7776000 }
    executor = { ttl = 3600 }
    reviewer = { ttl = 3600 }
  }
}

resource "vault_kubernetes_auth_backend_role" "login" {
  for_each                         = local.logins
  role_name                        = each.key
  bound_service_account_names      = [each.key]
  bound_service_account_namespaces = ["agents"]
  token_ttl                        = each.value.ttl
}

# Nothing is made of this one.
resource "aws_iam_access_key" "none" {
  for_each = toset([])
  user     = each.key
}
